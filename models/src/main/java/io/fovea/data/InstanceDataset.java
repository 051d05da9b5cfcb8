package io.fovea.data;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder of images and a folder of label images with the same names: 0 is background, every object has a number. */
public final class InstanceDataset implements Dataset {

    private final List<Path> images;
    private final Path labels;

    private InstanceDataset(List<Path> images, Path labels) {
        this.images = List.copyOf(images);
        this.labels = labels;
    }

    /**
     * Pairs the files of two folders, sorted by name.
     *
     * @throws FoveaException when a folder is missing or empty, or an image has no label image
     */
    public static InstanceDataset of(Path images, Path labels) {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(images)) {
            found.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .forEach(files::add);
        } catch (IOException e) {
            throw new FoveaException("The image folder '" + images + "' cannot be read.", e);
        }
        if (files.isEmpty()) {
            throw new FoveaException("The image folder '" + images + "' is empty.");
        }
        for (Path file : files) {
            if (!Files.isRegularFile(labels.resolve(file.getFileName()))) {
                throw new FoveaException("'" + file + "' has no label image '" + labels.resolve(file.getFileName())
                        + "'; every image needs one of the same name.");
            }
        }
        return new InstanceDataset(files, labels);
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public Example get(int index) {
        Path file = images.get(index);
        Image image = Image.read(file);
        Image mask = Image.read(labels.resolve(file.getFileName()));
        if (mask.width() != image.width() || mask.height() != image.height() || mask.channels() != 1) {
            throw new FoveaException("The label image of '" + file + "' is " + mask + ", the image is " + image
                    + "; they must have the same size, and the label image one channel.");
        }
        return new Example(
                file.getFileName().toString(), image, new Target.Instances(mask.width(), mask.height(), numbers(mask)));
    }

    private static short[] numbers(Image mask) {
        if (mask.depth() == Image.Depth.UINT16) {
            return mask.shorts();
        }
        short[] numbers = new short[mask.width() * mask.height()];
        for (int y = 0, i = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++, i++) {
                numbers[i] = (short) mask.value(x, y, 0);
            }
        }
        return numbers;
    }
}
