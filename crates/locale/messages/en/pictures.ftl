# Titles, descriptions and words of the pictures.

upset-title = How the lists overlap
upset-description = One column for each combination of lists, { $columns } in all: filled dots show the lists, the bar above shows how many people are on exactly these lists. The largest has { $largest }. Bars beside the list names show how many people are on each list. The same numbers stand in the table below the picture.
upset-empty = Nobody is on any list, so there is nothing to draw.
upset-lists-left-out = Only the { $shown } largest of { $lists } lists are drawn.
captures-title = People by number of lists
captures-description = One bar for each number of lists. The same numbers stand in the table below the picture.
captures-row = { $lists ->
        [one] on { $lists } list
       *[other] on { $lists } lists
    }
models-title = Totals from different models side by side
models-description = A dot is the total of a model, the line through it is the interval. The upright line is the number of people on the lists. The arrow of Chao points upwards from a lower bound, not from an estimate. The same numbers stand in the table below the picture.
models-axis = People, on the lists and on none
table-of-picture = The picture as a table
captures-title-seen = People by how often they were seen
captures-description-seen = One bar for each number of times. The same numbers stand in the table below the picture.
captures-row-seen = { $lists ->
        [one] { $lists } time
       *[other] { $lists } times
    }
