package io.fovea.data;

import io.fovea.FoveaException;
import io.fovea.batch.FileImages;
import io.fovea.batch.PageChoice;
import io.fovea.image.ChannelMismatchException;
import io.fovea.image.Image;
import io.fovea.image.NonFinite;
import io.fovea.image.Pages;
import io.fovea.image.Preparation;
import io.fovea.model.Input;
import java.nio.file.Path;

/** Reads the image of a file of data. Thread-safe. */
@FunctionalInterface
public interface ImageReader {
    /** The first page, as it is. */
    ImageReader PAGE = ImageFiles::read;

    /**
     * Reads an image. Of values that are no numbers (NaN, infinite) the least number is seen.
     *
     * @throws UnreadableException when it is missing, damaged, no image, or has no number
     * @throws FoveaException when it has not the channels that are wanted
     */
    Image read(Path file);

    /**
     * What a network is given: the first page, or, if it takes several channels that are no colours, those of the first
     * slice and frame.
     */
    static ImageReader of(Input input) {
        Preparation preparation = input.preparation();
        return file -> {
            try {
                Image image = input.takesChannels() ? together(file, input) : PAGE.read(file);
                preparation.require(image);
                return image;
            } catch (ChannelMismatchException e) {
                throw new FoveaException(
                        named(file, e.fact())
                                + "; the recipe's 'channels', 'color' and 'channelNames' say what it takes.",
                        e);
            } catch (UnreadableException e) {
                throw e;
            } catch (FoveaException e) {
                throw new FoveaException(named(file, e.getMessage()), e);
            }
        };
    }

    private static String named(Path file, String sentence) {
        return sentence.contains(file.toString()) ? sentence : "'" + file + "': " + sentence;
    }

    private static Image together(Path file, Input input) {
        try (Pages pages = Pages.open(file)) {
            pages.header(0); // tells a damaged file from one of other channels
        } catch (FoveaException e) {
            throw new UnreadableException(e);
        }
        try (FileImages images = FileImages.open(file, PageChoice.ALL.feeding(input))) {
            return read(images);
        }
    }

    private static Image read(FileImages images) {
        try {
            return NonFinite.replaced(images.read(0));
        } catch (FoveaException e) {
            throw new UnreadableException(e);
        }
    }
}
