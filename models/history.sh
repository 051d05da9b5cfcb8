# Read by the scripts that train many models: what a training's history says.

# The largest value of a column of a history, with so many digits; a dash where there is none.
#   best HISTORY COLUMN DIGITS
best() {
    awk -F, -v name="$2" -v digits="$3" '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) column = i }
        NR > 1 && column && $column != "NaN" && (!seen || $column + 0 > most) { most = $column + 0; seen = 1 }
        END { if (seen) printf "%.*f", digits, most; else printf "-" }' "$1"
}
