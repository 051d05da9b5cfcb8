package io.fovea.image;

/**
 * An image whose pixels are read some rows at a time, so that one that is larger than the memory can be worked on. Not
 * thread-safe, unless what gives it says so.
 */
public interface ImageRows {

    /** Its size and kind. */
    Header header();

    /**
     * Reads rows. Blocks on the disk.
     *
     * @param top the first one, from 0
     * @param rows at least 1, none below the image
     * @return an image of the same width and kind
     * @throws io.fovea.FoveaException if they are damaged, or too many for the memory
     */
    Image read(int top, int rows);

    /** One channel of it, grey. */
    default ImageRows channel(int channel) {
        ImageRows all = this;
        Header whole = header();
        return new ImageRows() {
            @Override
            public Header header() {
                return new Header(whole.width(), whole.height(), 1, false, whole.depth());
            }

            @Override
            public Image read(int top, int rows) {
                return all.read(top, rows).channel(channel);
            }
        };
    }

    /** The rows of an image in memory. */
    static ImageRows of(Image image) {
        return new ImageRows() {
            @Override
            public Header header() {
                return new Header(image.width(), image.height(), image.channels(), image.isColor(), image.depth());
            }

            @Override
            public Image read(int top, int rows) {
                return image.part(0, top, image.width(), rows);
            }
        };
    }
}
