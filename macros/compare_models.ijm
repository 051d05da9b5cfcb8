// Two models that segment, on the open image or on the one that the argument names: how many objects each finds, how many
// are the same (more than half of what the two cover is common), and a picture: what both see is white, what the first
// alone sees magenta, what the second alone sees green.
//
//   ./fovea macro macros/compare_models.ijm "image=[test-images/nuclei/05-noisy.png] first=nuclei-trimap second=pets-trimap output=[compared.png]"

image = option("image", "");
output = option("output", "");
first = option("first", "nuclei-trimap");
second = option("second", "");
if (image != "") open(image);
if (output == "") output = getDirectory("Choose a folder for the picture") + "compared.png";
if (File.getDirectory(output) != "") makeFolder(File.getDirectory(output));
if (second == "") second = getString("The second model, by its name or its file", "pets-trimap");
setBatchMode(true);
title = getTitle();
source = getImageID();
countA = segment(first, "a");
countB = segment(second, "b");

// The numbers of both objects in one, pixel by pixel: beyond 2^24 a 32-bit pixel does not tell all of them apart.
if ((countA + 1) * (countB + 1) > 16777216) exit("There are too many objects to compare at once; take a part of the image.");
selectImage("a");
run("Duplicate...", "title=pair");
run("32-bit");
run("Multiply...", "value=" + (countB + 1));
imageCalculator("Add", "pair", "b");
width = getWidth();
height = getHeight();
sizesA = newArray(countA + 1);
sizesB = newArray(countB + 1);
partner = newArray(countA + 1);
lead = newArray(countA + 1);
common = newArray(countA + 1);
for (y = 0; y < height; y++) {
    for (x = 0; x < width; x++) {
        b = getPixel(x, y) % (countB + 1);
        a = (getPixel(x, y) - b) / (countB + 1);
        sizesA[a]++;
        sizesB[b]++;
        // What has more than half of the votes is left at the end (Boyer and Moore, 1981).
        if (lead[a] == 0) partner[a] = b;
        if (partner[a] == b) lead[a]++;
        else lead[a]--;
    }
}
both = 0;
for (y = 0; y < height; y++) {
    for (x = 0; x < width; x++) {
        b = getPixel(x, y) % (countB + 1);
        a = (getPixel(x, y) - b) / (countB + 1);
        if (b == partner[a]) common[a]++;
        if (a > 0 && b > 0) both++;
    }
}
same = 0;
for (a = 1; a <= countA; a++) {
    if (partner[a] > 0 && common[a] > 0.5 * (sizesA[a] + sizesB[partner[a]] - common[a])) same++;
}
either = 2 * width * height - sizesA[0] - sizesB[0] - both;
share = 1;
if (either > 0) share = both / either;

mask("a");
mask("b");
run("Merge Channels...", "c1=a c2=b c3=a");
saveAs("PNG", output);
// By hand, the picture stays open.
if (getArgument() == "") setBatchMode("show");
print(title + ": " + countA + " objects by " + first + ", " + countB + " by " + second + ", " + same
    + " are the same; of the area, " + d2s(100 * share, 1) + " % is common");

// Leaves the labels of a model's objects open under a name, and says how many there are.
function segment(model, name) {
    selectImage(source);
    run("Segment...", "model=[" + model + "] output=labels minsize=20");
    rename(name);
    getStatistics(area, mean, min, count);
    return count;
}

function mask(name) {
    selectImage(name);
    run("Macro...", "code=[if (v > 0) v = 255;]");
    setMinAndMax(0, 255);
    run("8-bit");
    run("Grays");
}

// Makes a folder and those that it lies in, before the work begins.
function makeFolder(folder) {
    for (i = 1; i < lengthOf(folder); i++) {
        letter = substring(folder, i, i + 1);
        if (letter == "/" || letter == "\\") File.makeDirectory(substring(folder, 0, i));
    }
    File.makeDirectory(folder);
    if (!File.isDirectory(folder)) exit("The folder '" + folder + "' cannot be made; choose another.");
}

// What stands behind a key in the macro's argument.
function option(key, usual) {
    return call("ij.Macro.getValue", getArgument(), key, usual);
}
