package io.fovea.imagej;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import io.fovea.FoveaException;
import io.fovea.session.Cancellation;
import java.awt.GraphicsEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts plain ImageJ with Fovea's menu, from the class path alone. */
public final class ImageJLauncher {
    private ImageJLauncher() {}

    /**
     * Opens ImageJ's window and images in it. Returns when they are open; Java then ends when the user quits ImageJ.
     *
     * @throws FoveaException if there is no display, or a file is missing or no image
     */
    public static void open(List<Path> images) {
        if (GraphicsEnvironment.isHeadless()) {
            throw new FoveaException(
                    "ImageJ's window needs a display, and there is none. Macros run without: fovea macro FILE.");
        }
        for (Path image : images) {
            if (!Files.isRegularFile(image)) {
                throw new FoveaException("There is no image file '" + image + "'.");
            }
        }
        ImageJ window = IJ.getInstance() == null ? new ImageJ(ImageJ.STANDALONE) : IJ.getInstance();
        window.exitWhenQuitting(true);
        FoveaMenu.install();
        ModelDrop.install();
        for (Path image : images) {
            ImagePlus opened = IJ.openImage(image.toAbsolutePath().toString());
            if (opened == null) {
                throw new FoveaException("ImageJ cannot open '" + image + "' as an image.");
            }
            opened.show();
        }
    }

    /**
     * Runs an ImageJ macro without a display, in batch mode; {@code print(...)} writes to standard output. Must come
     * before anything else of AWT in a Java that has a display. Blocks until the macro has finished.
     *
     * @param argument what {@code getArgument()} returns in the macro; may be empty
     * @throws FoveaException if the file cannot be read
     * @throws io.fovea.session.CancelledException if cancelled
     */
    public static MacroEnd runMacro(Path macro, String argument, Cancellation cancel) {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        FoveaMenu.install();
        return new MacroRun(macro).run(argument, cancel);
    }
}
