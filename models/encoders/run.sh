#!/bin/sh
# How well the layers of networks suit data that they have not seen: for each network and each set, a small head or decoder learns on
# layers that stay as they are, and the best value in validation is printed as a table in Markdown; test images have no part in it. What
# was trained already, in OUT, is not trained again.
#
#   ./models/encoders/run.sh CATS-DOGS PETS NUCLEI OUT NETWORK [NETWORK ...]
#
# A NETWORK is a shipped model's name or an ONNX file; what a file leaves unsaid of its pixels stands behind a semicolon:
# 'squeezenet-fp16.onnx; pixels: {mean: [104, 117, 123], color: BGR}'.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../history.sh"
if [ $# -lt 5 ]; then
    echo "Usage: $0 CATS-DOGS PETS NUCLEI OUT NETWORK [NETWORK ...]" >&2
    exit 2
fi
cats_dogs=$1
pets=$2
nuclei=$3
out=$4
shift 4
mkdir -p "$out"

# Trains on the set called $1, of the folder $2, and prints the best of $3.
cell() {
    run="$out/$(basename "$model" .onnx)-$mark-$1"
    sed -e "s|@PIXELS@|$pixels|" "$here/$1.yaml" > "$run.yaml"
    if [ ! -f "$run.onnx" ]; then
        "$here/../../fovea" train "$run.yaml" --data "$2" --base "$model" --output "$run.onnx" < /dev/null >&2 ||
            { printf ' - |'; return; }
    fi
    printf ' %s |' "$(best "$run-history.csv" "$3" 3)"
}

printf '| network | cats or dogs, accuracy | pets, mean IoU | nuclei, mean IoU |\n|---|---|---|---|\n' > "$out/table.md.part"
for network in "$@"; do
    model=${network%%;*}
    pixels=
    [ "$model" = "$network" ] || pixels=",${network#*;}"
    # Files of one name in two folders, or with other pixels, are two networks.
    mark=$(printf '%s' "$network" | cksum | cut -d ' ' -f 1)
    {
        printf '| `%s` |' "$(basename "$model" .onnx)"
        cell cats-dogs "$cats_dogs" val_accuracy
        cell pets "$pets" val_mean_iou
        cell nuclei "$nuclei" val_mean_iou
        echo
    } >> "$out/table.md.part"
done
mv "$out/table.md.part" "$out/table.md"
cat "$out/table.md"
