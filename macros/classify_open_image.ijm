// Says what the open image shows, or every slice of the open stack: the three likeliest classes, in Results. Without a
// display, the argument is an image to open:
//
//   ./fovea macro macros/classify_open_image.ijm test-images/digits/font-7.png

if (nImages == 0) open(getArgument());

first = nResults;
run("Classify...", "model=digits top=3");

for (row = first; row < nResults; row++) {
    print(getResultLabel(row) + " is " + getResultString("Class", row) + " with probability "
        + d2s(getResult("Probability", row), 3));
}
