package io.fovea.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.io.FileSaver;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import io.fovea.image.Image;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Saves a plane of a label image, and the plane of the picture that it is of, as a pair that a network is trained on. */
public final class PairWriter {
    private static final int COLORS = 3;

    private final ImagePlus labels;
    private final ImagePlus picture;

    /**
     * Of an image of labels and its picture.
     *
     * @param title of the open picture; empty for the one that the labels were made of
     * @throws FoveaException if there is no such picture, or it is of another size
     */
    public PairWriter(ImagePlus labels, String title) {
        LabelCorrection.requireLabels(labels);
        this.labels = labels;
        String name = title.isBlank() ? ResultMark.picture(labels) : title.strip();
        picture = WindowManager.getImage(name);
        if (picture == null) {
            throw new FoveaException("The picture " + (name.isEmpty() ? "" : "'" + name + "' ") + "that '"
                    + labels.getTitle() + "' is of is not open; open it, and give its title with the key picture.");
        }
        if (picture.getWidth() != labels.getWidth() || picture.getHeight() != labels.getHeight()) {
            throw new FoveaException("The labels have " + labels.getWidth() + "x" + labels.getHeight()
                    + " pixels, and '" + picture.getTitle() + "' has " + picture.getWidth() + "x" + picture.getHeight()
                    + "; a pair needs the same.");
        }
    }

    /** Titles of open images that labels may be of, the likeliest first. */
    public static List<String> pictures(ImagePlus labels) {
        String made = ResultMark.picture(labels);
        return Arrays.stream(WindowManager.getImageTitles())
                .filter(title -> !title.equals(labels.getTitle()))
                .sorted((a, b) -> Boolean.compare(b.equals(made), a.equals(made)))
                .toList();
    }

    /**
     * Saves the plane on show. One that was saved of the same picture is replaced.
     *
     * @param folder in which the folders {@code images} and {@code labels} are made; empty for the usual one
     * @param name of both files, without suffix; empty for the picture's, with its slice and frame
     * @param model that made the labels; empty for the one that they say
     * @return what was saved, in a sentence
     * @throws FoveaException if another picture was saved under that name, the picture has no such plane or channel, or the
     *     files cannot be written
     */
    public String save(String folder, String name, String model) {
        Path into = TrainingPairs.folder(folder);
        OnShow shown = OnShow.of(labels);
        int slice = ResultMark.slice(labels, shown.slice());
        int frame = ResultMark.frame(labels, shown.frame());
        requirePlane("slice", slice, picture.getNSlices());
        requirePlane("frame", frame, picture.getNFrames());
        String stem = (name.isBlank() ? stem(slice, frame) : name.strip()).replaceAll("[/\\\\:*?\"<>|\\p{Cntrl}]", "-");
        Path image = into.resolve("images").resolve(stem + ".tif");
        Path label = into.resolve("labels").resolve(stem + ".tif");
        byte[] pixels = new FileSaver(plane(slice, frame)).serialize();
        try {
            if (Files.exists(image) && !Arrays.equals(Files.readAllBytes(image), pixels)) {
                throw new FoveaException(
                        "Another picture is saved as '" + image + "'; give this one another name with the key name.");
            }
            AtomicFile.write(image, pixels);
            AtomicFile.write(label, new FileSaver(new ImagePlus(stem, bare(labels.getProcessor()))).serialize());
            TrainingPairs.note(into, model.isBlank() ? ResultMark.model(labels) : model.strip());
        } catch (IOException e) {
            throw new FoveaException("The pair cannot be written to '" + into + "': " + e.getMessage() + ".", e);
        }
        return "'" + stem + "' is saved as a pair in " + into;
    }

    /** Or labels would go with a plane that they are not of, and the next ones over them. */
    private void requirePlane(String what, int number, int count) {
        if (number > count) {
            throw new FoveaException("The labels on show are of " + what + " " + number + ", and '" + picture.getTitle()
                    + "' has " + (count == 1 ? "one" : count + " of them")
                    + "; give the title of the picture that they are of with the key picture.");
        }
    }

    private String stem(int slice, int frame) {
        return ResultImage.stem(picture.getTitle())
                + (picture.getNSlices() > 1 ? "-z" + slice : "")
                + (picture.getNFrames() > 1 ? "-t" + frame : "");
    }

    /** Without colours of its own, which are no part of the labels. */
    private static ImageProcessor bare(ImageProcessor pixels) {
        ImageProcessor bare = pixels.duplicate();
        bare.setLut(LUT.createLutFromColor(Color.WHITE));
        bare.resetMinAndMax();
        return bare;
    }

    /** What the model was given: a channel, several in its order, all where that is not known, or colours. */
    private ImagePlus plane(int slice, int frame) {
        SourceChannels channels = SourceChannels.of(picture, "0");
        List<Integer> given = ResultMark.channels(labels);
        given.forEach(
                channel -> requirePlane("channel", channel, channels.isColor() ? COLORS : picture.getNChannels()));
        if (given.isEmpty() && channels.isChoice()) {
            given = IntStream.rangeClosed(1, picture.getNChannels()).boxed().toList();
        }
        PlaneKeys keys = new PlaneKeys(
                given.size() == 1 ? Integer.toString(given.get(0)) : "0",
                channels.isRgbStack() ? "" : Integer.toString(slice),
                channels.isRgbStack() ? "" : Integer.toString(frame));
        Planes planes = Planes.of(picture, keys);
        if (given.size() < 2) {
            return new ImagePlus(picture.getTitle(), processor(planes.image(0)));
        }
        ImageStack stack = new ImageStack(picture.getWidth(), picture.getHeight());
        given.forEach(channel -> stack.addSlice(processor(planes.image(0, channel))));
        ImagePlus several = new ImagePlus(picture.getTitle(), stack);
        several.setDimensions(given.size(), 1, 1);
        several.setOpenAsHyperStack(true);
        return several;
    }

    /** As a model sees it, whatever its table and its calibration make of the values in ImageJ. */
    private static ImageProcessor processor(Image seen) {
        ImageProcessor pixels = Pictures.of(seen);
        return pixels instanceof ColorProcessor ? pixels : bare(pixels);
    }
}
