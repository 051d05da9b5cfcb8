package io.fovea.task;

import io.fovea.image.Image;
import io.fovea.image.PixelSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a file says of an image beside the pixels that a model is given. */
public interface Surroundings {

    /** How large a pixel is; empty where the file does not say it. */
    Optional<PixelSize> pixelSize();

    /**
     * All channels of the image's place, grey each, in the file's order, whichever of them the model was given; the colours of a
     * colour image. Blocks on the disk; thread-safe.
     */
    List<Image> channels();

    /** Where in a stack the image lies. */
    StackPlace place();

    /** The folder that the image is, if it is one to which labels can be added; empty of files. */
    default Optional<Path> folder() {
        return Optional.empty();
    }

    /** The file, or folder, that the image is in; empty of one in memory. */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /** Which channel of several the image is, such as {@code c2}; empty if it has all, or there is one. */
    default String channel() {
        return "";
    }

    /**
     * Where in a stack an image lies, as ImageJ counts.
     *
     * @param slice from 1
     * @param frame from 1
     * @param slices of the stack
     * @param frames of the stack
     * @param isHyperstack whether ImageJ shows the stack with a slider for each dimension
     */
    record StackPlace(int slice, int frame, int slices, int frames, boolean isHyperstack) {
        /** That of an image that is no stack. */
        static final StackPlace ALONE = new StackPlace(1, 1, 1, 1, false);

        /** The number of the plane, from 1: depth first. */
        int plane() {
            return (frame - 1) * slices + slice;
        }

        boolean isStack() {
            return slices * frames > 1;
        }

        /**
         * The name of a selection here: of a stack with slice and frame before it, {@code z0003-t0001-0012}. ImageJ's ROI Manager
         * puts coordinates in the place of names such as {@code 0003-0012}, which begin with a number.
         */
        public String named(String name) {
            String prefix = (slices > 1 ? String.format(Locale.ROOT, "z%04d-", slice) : "")
                    + (frames > 1 ? String.format(Locale.ROOT, "t%04d-", frame) : "");
            return prefix + name;
        }
    }

    /** Those of an image that nothing else is known of. */
    static Surroundings of(Image image) {
        return new Surroundings() {
            @Override
            public Optional<PixelSize> pixelSize() {
                return Optional.empty();
            }

            @Override
            public List<Image> channels() {
                return IntStream.range(0, image.channels())
                        .mapToObj(image::channel)
                        .toList();
            }

            @Override
            public StackPlace place() {
                return StackPlace.ALONE;
            }
        };
    }
}
