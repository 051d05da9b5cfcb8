#!/bin/sh
# Trains a recipe once as it is and once with each technique, for two seeds, and prints the best value in validation of each as a
# table in Markdown. Test images have no part in it. What was trained already, in OUT, is not trained again.
#
#   ./models/ablation/run.sh cats-dogs|nuclei DATA [EPOCHS] [OUT]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../history.sh"
if [ $# -lt 2 ] || [ ! -f "$here/$1.yaml" ]; then
    echo "Usage: $0 cats-dogs|nuclei DATA [EPOCHS] [OUT]" >&2
    exit 2
fi
set_of=$1
data=$2
epochs=${3:-30}
out=${4:-ablation-$set_of}
seeds="1 2"
value=$(sed -n 's/.*monitor: \([a-z_]*\).*/\1/p' "$here/$set_of.yaml")
mkdir -p "$out"

table="$out/table.md"
printf '| technique | seed 1 | seed 2 |\n|---|---|---|\n' > "$table.part"
grep -v '^#' "$here/$set_of.txt" | while IFS=';' read -r name training augmentation; do
    slug=$(printf '%s' "$name" | tr -c 'A-Za-z0-9' '-')
    row="| $name |"
    for seed in $seeds; do
        run="$out/$slug-$epochs-$seed"
        sed -e "s/@EPOCHS@/$epochs/" -e "s/@SEED@/$seed/" -e "s/@TRAINING@/$training/" \
            -e "s/@AUGMENTATION@/$augmentation/" "$here/$set_of.yaml" > "$run.yaml"
        if [ ! -f "$run.onnx" ]; then
            "$here/../../fovea" train "$run.yaml" --data "$data" --output "$run.onnx" < /dev/null >&2
        fi
        row="$row $(best "$run-history.csv" "$value" 4) |"
    done
    echo "$row" >> "$table.part"
done
mv "$table.part" "$table"
cat "$table"
