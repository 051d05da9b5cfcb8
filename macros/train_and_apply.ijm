// Learns from a folder of images and a folder of strokes on them, and segments another folder with what was learnt. The
// strokes on a.png are in an image of the same name and size: 0 where nothing is painted, 1 on background, 2 on nuclei. A
// whole mask will do, too. What is learnt are the pixels' classes, on the layers of a shipped network: "fovea train" is for
// whole networks.
//
//   ./fovea macro macros/train_and_apply.ijm "images=[examples/training/images] strokes=[examples/training/strokes] apply=[examples/training/new] output=[results]"

images = option("images", "");
strokes = option("strokes", "");
apply = option("apply", "");
output = option("output", "");
classes = option("classes", "background,nucleus");
model = option("model", "nuclei-trimap");
if (images == "") images = getDirectory("Choose the folder of images to learn from");
if (strokes == "") strokes = getDirectory("Choose the folder of strokes");
if (apply == "") apply = getDirectory("Choose the folder of images to segment");
if (output == "") output = getDirectory("Choose a folder for the results");
if (!endsWith(images, "/")) images = images + "/";
if (!endsWith(strokes, "/")) strokes = strokes + "/";
makeFolder(output);
setBatchMode(true);

names = newArray(0);
files = getFileList(images);
for (i = 0; i < files.length; i++) {
    if (File.exists(strokes + files[i]) && !endsWith(files[i], "/")) names = Array.concat(names, files[i]);
}
if (names.length == 0) exit("No file of '" + strokes + "' is named like one of '" + images + "'.");
stack(images, "images");
stack(strokes, "strokes");
selectImage("images");
learnt = output + "/learnt.onnx";
run("Train by Strokes...", "model=[" + model + "] classes=[" + classes + "] strokes=strokes output=[" + learnt + "]");
close("images");
close("strokes");

run("Segment Folder...", "input=[" + apply + "] output=[" + output + "] model=[" + learnt + "] minsize=20");
print(names.length + " images learnt from, model in " + learnt);

// Opens the images of a folder as one stack. The smaller ones get an edge on which nothing is painted.
function stack(folder, name) {
    width = 0;
    height = 0;
    for (i = 0; i < names.length; i++) {
        open(folder + names[i]);
        width = maxOf(width, getWidth());
        height = maxOf(height, getHeight());
        rename(name + i);
    }
    setBackgroundColor(0, 0, 0);
    for (i = 0; i < names.length; i++) {
        selectImage(name + i);
        run("Canvas Size...", "width=" + width + " height=" + height + " position=Top-Left");
        if (i > 0) run("Concatenate...", "title=" + name + i + " image1=" + name + (i - 1) + " image2=" + name + i);
    }
    rename(name);
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
