// One picture of where a model looks in every image of a folder: Grad-CAM's heat over each, with the class and how sure the
// model is of it below. Another method: method=hirescam.
//
//   ./fovea macro macros/heat_montage.ijm "input=[test-images/digits] output=[montage.png] model=digits"

input = option("input", "");
output = option("output", "");
model = option("model", "cats-dogs");
method = option("method", "grad-cam");
side = parseInt(option("side", "130"));
if (input == "") input = getDirectory("Choose the folder of images");
if (output == "") output = getDirectory("Choose a folder for the montage") + "montage.png";
if (File.getDirectory(output) != "") makeFolder(File.getDirectory(output));
if (!endsWith(input, "/")) input = input + "/";
setBatchMode(true);

if (nImages > 0) exit("Close the images that are open first; they would come into the picture.");
files = getFileList(input);
count = 0;
for (i = 0; i < files.length; i++) {
    if (!matches(toLowerCase(files[i]), ".*\\.(png|tif|tiff|jpg|jpeg|bmp|gif)")) continue;
    open(input + files[i]);
    if (nSlices > 1) {
        print("Left out, as it has several planes: " + files[i]);
        close();
        continue;
    }
    image = getImageID();
    run("Explain...", "model=[" + model + "] method=" + method + " output=picture colors=jet table");
    heat = getImageID();
    fit();
    count++;
    rename(getResultString("Class", nResults - 1) + "  " + d2s(getResult("Probability", nResults - 1), 2));
    selectImage(image);
    close();
}
if (count == 0) exit("There are no images in '" + input + "'.");

columns = Math.ceil(sqrt(count));
if (count > 1) {
    run("Images to Stack", "method=[Copy (center)] use");
    run("Make Montage...", "columns=" + columns + " rows=" + Math.ceil(count / columns) + " scale=1 border=2 font=14 label");
}
saveAs("PNG", output);
// By hand, the montage stays open.
if (getArgument() == "") setBatchMode("show");
print(count + " images explained by " + method + " in " + output);

// Scales the open picture to the side, and puts it on a black square with room for words.
function fit() {
    factor = side / maxOf(getWidth(), getHeight());
    width = maxOf(1, round(factor * getWidth()));
    height = maxOf(1, round(factor * getHeight()));
    run("Size...", "width=" + width + " height=" + height + " interpolation=Bilinear");
    setBackgroundColor(0, 0, 0);
    run("Canvas Size...", "width=" + side + " height=" + (side + 18) + " position=Top-Center");
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
