// Makes the images that the other macros of this folder can be tried on, with answers that are known, and says them:
//
//   ./fovea macro macros/make_examples.ijm "output=[examples] images=[test-images]"
//
// stains.tif has the 80 nuclei of 06-16bit.tif in its first channel; in the second, object n of nuclei-truth has the value
// 500 + 40 n, on a ground of 100. moving.tif has 8 nuclei in its frames 1 to 5, and from frame 6 on 3 more. training has
// the stained nuclei and, in folders, a part of them to learn from with strokes.

output = option("output", "");
images = option("images", "");
if (output == "") output = getDirectory("Choose a folder for the examples");
if (images == "") images = getDirectory("Choose Fovea's folder test-images");
if (!endsWith(output, "/")) output = output + "/";
if (!endsWith(images, "/")) images = images + "/";
makeFolder(output);
setBatchMode(true);
makeStains();
makeMoving();
makeTraining();

function makeStains() {
    open(images + "nuclei/06-16bit.tif");
    rename("nuclei");
    open(images + "nuclei-truth/06-16bit.png");
    rename("marker");
    getStatistics(area, mean, min, count);
    run("Macro...", "code=[if (v == 0) v = 100; else v = 500 + 40 * v]");
    run("Merge Channels...", "c1=nuclei c2=marker create");
    saveAs("Tiff", output + "stains.tif");
    close();
    print("stains.tif: " + count + " nuclei, in the second channel from 540 to " + (500 + 40 * count));
}

function makeMoving() {
    frames = 10;
    newImage("moving", "8-bit black", 256, 256, frames);
    run("Properties...", "channels=1 slices=1 frames=" + frames + " frame=[5 min]");
    for (n = 0; n < 11; n++) {
        x = 40 + 60 * (n % 4);
        y = 50 + 70 * floor(n / 4);
        for (frame = 1; frame <= frames; frame++) {
            if (n < 8 || frame >= 6) {
                setSlice(frame);
                setColor(150 + 6 * n);
                fillOval(x - 12 + 3 * (n % 3 - 1) * frame / 2, y - 10 + frame, 24, 20);
            }
        }
    }
    run("Gaussian Blur...", "sigma=1.5 stack");
    run("Add...", "value=20 stack");
    saveAs("Tiff", output + "moving.tif");
    close();
    print("moving.tif: 8 nuclei in frames 1 to 5, 11 in frames 6 to 10");
}

function makeTraining() {
    folders = newArray("training", "training/images", "training/strokes", "training/new");
    for (i = 0; i < folders.length; i++) File.makeDirectory(output + folders[i]);
    // Where strokes lie on 08-stained.png: the class, and from where to where.
    strokes = newArray(
        2, 125, 41, 140, 41, 2, 106, 190, 126, 190, 2, 196, 291, 222, 291, 1, 10, 110, 80, 110,
        1, 130, 300, 180, 270, 1, 180, 60, 190, 130,
        2, 358, 38, 375, 38, 2, 378, 250, 398, 250, 1, 420, 130, 480, 130, 1, 290, 310, 360, 300);
    open(images + "nuclei/08-stained.png");
    saveAs("PNG", output + "training/new/stained.png");
    rename("stained");
    newImage("strokes", "8-bit black", 512, 400, 1);
    for (i = 0; i < strokes.length; i += 5) {
        setColor(strokes[i]);
        setLineWidth(3);
        drawLine(strokes[i + 1], strokes[i + 2], strokes[i + 3], strokes[i + 4]);
    }
    titles = newArray("stained", "strokes");
    into = newArray("training/images/", "training/strokes/");
    for (i = 0; i < 2; i++) {
        for (half = 0; half < 2; half++) {
            selectImage(titles[i]);
            makeRectangle(250 * half, 0, 250 + 12 * half, 400);
            run("Duplicate...", "title=half");
            saveAs("PNG", output + into[i] + "half-" + (half + 1) + ".png");
            close();
        }
    }
    close("stained");
    close("strokes");
    print("training: strokes on two images, and stained.png with 70 nuclei to apply it to");
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
