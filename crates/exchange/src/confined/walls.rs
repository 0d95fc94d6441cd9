//! What the reading process takes from itself before it sees the file.

use std::io;

use crate::limits::Limits;

/// Limits memory, time and descriptors; on Linux also shuts files, network and other programs out.
///
/// Where the kernel is too old for a wall (Landlock came with Linux 5.13) the others still stand.
pub(super) fn build(limits: &Limits) -> io::Result<()> {
    #[cfg(unix)]
    limit_resources(limits)?;
    #[cfg(target_os = "linux")]
    {
        shut_files_out()?;
        shut_system_calls_out()?;
    }
    #[cfg(not(unix))]
    let _ = limits;
    Ok(())
}

#[cfg(unix)]
fn limit_resources(limits: &Limits) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};

    let limit = |value| Rlimit {
        current: Some(value),
        maximum: Some(value),
    };
    setrlimit(Resource::As, limit(limits.memory_bytes))?;
    setrlimit(Resource::Cpu, limit(limits.cpu_seconds))?;
    setrlimit(Resource::Nofile, limit(16))?;
    setrlimit(Resource::Fsize, limit(0))?;
    setrlimit(Resource::Core, limit(0))?;
    Ok(())
}

/// Landlock with no exception: nothing can be opened any more, and no port of TCP used.
#[cfg(target_os = "linux")]
fn shut_files_out() -> io::Result<()> {
    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr};

    Ruleset::default()
        .handle_access(AccessFs::from_all(ABI::V5))
        .and_then(|ruleset| ruleset.handle_access(AccessNet::from_all(ABI::V5)))
        .and_then(Ruleset::create)
        .and_then(landlock::RulesetCreated::restrict_self)
        .map(|_| ())
        .map_err(io::Error::other)
}

/// Opening files, sockets of every kind, other programs and looks into other processes fail from here on.
///
/// Files are shut out here too for kernels without Landlock.
#[cfg(target_os = "linux")]
fn shut_system_calls_out() -> io::Result<()> {
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter};

    let shut = [
        libc::SYS_openat,
        libc::SYS_openat2,
        libc::SYS_socket,
        libc::SYS_socketpair,
        libc::SYS_connect,
        libc::SYS_bind,
        libc::SYS_sendto,
        libc::SYS_io_uring_setup,
        libc::SYS_execve,
        libc::SYS_execveat,
        libc::SYS_ptrace,
        libc::SYS_process_vm_readv,
        libc::SYS_process_vm_writev,
        libc::SYS_bpf,
    ];
    // The older calls, which newer processors' kernels no longer have.
    #[cfg(target_arch = "x86_64")]
    let older = [libc::SYS_open, libc::SYS_creat];
    #[cfg(not(target_arch = "x86_64"))]
    let older: [i64; 0] = [];
    let rules = shut
        .into_iter()
        .chain(older)
        .map(|call| (call, Vec::new()))
        .collect();
    let Ok(arch) = std::env::consts::ARCH.try_into() else {
        return Ok(());
    };
    // EPERM is 1 on every Linux.
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, SeccompAction::Errno(1), arch);
    let program: BpfProgram = filter.and_then(TryInto::try_into).map_err(io::Error::other)?;
    seccompiler::apply_filter(&program).map_err(io::Error::other)
}
