// What a filter does to the open image, or to the one that the argument names, and to the count of its nuclei: the image
// before, after, and what was taken away, side by side. The filter is a model that makes images of images, such as a
// denoiser (none comes with Fovea), or else ImageJ's Gaussian blur.
//
//   ./fovea macro macros/before_after.ijm "image=[test-images/nuclei/05-noisy.png] sigma=1.5 output=[before-after.png]"
//   ./fovea macro macros/before_after.ijm "image=[noisy.tif] denoiser=[/models/denoiser.onnx] output=[before-after.png]"

image = option("image", "");
output = option("output", "");
denoiser = option("denoiser", "");
sigma = option("sigma", "1.5");
model = option("model", "nuclei-trimap");
if (image != "") open(image);
if (output == "") output = getDirectory("Choose a folder for the picture") + "before-after.png";
if (File.getDirectory(output) != "") makeFolder(File.getDirectory(output));
setBatchMode(true);
title = getTitle();
source = getImageID();
run("Duplicate...", "title=before");
if (denoiser != "") {
    run("Transform...", "model=[" + denoiser + "]");
    how = denoiser;
} else {
    run("Duplicate...", "title=after");
    run("Gaussian Blur...", "sigma=" + sigma);
    how = "Gaussian Blur, sigma " + sigma;
}
rename("after");
before = count("before");
after = count("after");

imageCalculator("Subtract create 32-bit", "before", "after");
rename("taken away");
getStatistics(area, bias, min, max, noise);
if (abs(bias) < 0.005) bias = 0;
print(title + ", " + how + ": " + before + " nuclei before, " + after + " after; taken away " + d2s(noise, 2)
    + " (standard deviation), " + d2s(bias, 2) + " on average");

// All three in the same grey values, zero in the middle for what was taken away.
selectImage("before");
getMinAndMax(black, white);
show("before", black, white);
show("after", black, white);
show("taken away", (black - white) / 2, (white - black) / 2);
run("Combine...", "stack1=before stack2=after");
rename("both");
run("Combine...", "stack1=both stack2=[taken away]");
saveAs("PNG", output);
// By hand, the picture stays open.
if (getArgument() == "") setBatchMode("show");

function count(name) {
    selectImage(name);
    run("Segment...", "model=[" + model + "] output=labels minsize=20");
    getStatistics(area, mean, min, objects);
    close();
    return objects;
}

function show(name, from, to) {
    selectImage(name);
    setMinAndMax(from, to);
    run("8-bit");
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
