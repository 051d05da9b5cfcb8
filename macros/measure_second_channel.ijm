// Finds nuclei in one channel of the open image, or of the image that the argument names, and measures another channel in
// them: a row for each nucleus in nuclei.csv, where many there are of each brightness in nuclei.png, and the outlines on
// the channel that was measured in outlines.png.
//
//   ./fovea macro macros/measure_second_channel.ijm "image=[examples/stains.tif] nuclei=1 marker=2 output=[results]"

image = option("image", "");
output = option("output", "");
nuclei = option("nuclei", "1");
marker = option("marker", "2");
model = option("model", "nuclei-trimap");
if (image != "") open(image);
if (output == "") output = getDirectory("Choose a folder for the results");
makeFolder(output);
setBatchMode(true);
getDimensions(width, height, channels, slices, frames);
if (channels < 2) exit("'" + getTitle() + "' has one channel; open a composite of two.");
title = getTitle();
run("Clear Results");

run("Segment...", "model=[" + model + "] channel=" + nuclei + " output=labels minsize=20 overlay table");
close();

// Every channel was measured: those of the image as it is, not those of a screen.
selectImage(title);
values = newArray(nResults);
lines = "nucleus,x,y,area,mean,integrated\n";
for (row = 0; row < nResults; row++) {
    values[row] = getResult("Mean_" + marker, row);
    lines = lines + getResult("Object", row) + "," + d2s(getResult("X", row), 2) + "," + d2s(getResult("Y", row), 2) + ","
        + getResult("Area", row) + "," + d2s(values[row], 2) + "," + d2s(getResult("IntDen_" + marker, row), 1) + "\n";
}
File.saveString(lines, output + "/nuclei.csv");

Stack.getDisplayMode(mode);
Stack.setChannel(parseInt(marker));
Stack.setDisplayMode("grayscale");
getMinAndMax(black, white);
resetMinAndMax();
run("Flatten", "slice");
saveAs("PNG", output + "/outlines.png");
close();
selectImage(title);
setMinAndMax(black, white);
Stack.setDisplayMode(mode);

Array.getStatistics(values, least, most, mean, deviation);
Plot.create("Channel " + marker + " in " + values.length + " nuclei", "Mean of channel " + marker, "Nuclei");
Plot.setColor("#335577", "#88aacc");
Plot.addHistogram(values, 0);
Plot.show();
saveAs("PNG", output + "/nuclei.png");
// By hand, the plot stays open.
if (getArgument() == "") setBatchMode("show");
print(title + ": " + values.length + " nuclei, channel " + marker + " in them " + d2s(mean, 1) + " on average, from "
    + d2s(least, 1) + " to " + d2s(most, 1));

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
