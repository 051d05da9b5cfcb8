package io.fovea.data;

import io.fovea.FoveaException;
import io.fovea.UnreadableFile;
import io.fovea.batch.Inputs;
import io.fovea.image.Image;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Images with YOLO's text files: {@code class x y width height} in each line, the centre and the size as portions of the
 * image. The file has the image's name and lies beside it, or in a folder {@code labels} where the image is in
 * {@code images}. An image without one shows nothing.
 */
final class YoloBoxes {
    private static final int NUMBERS = 5;

    /** A line: a class, the centre and the size. */
    private record Portion(int index, double x, double y, double width, double height) {
        TrueBox of(Image image) {
            double inWidth = width * image.width();
            double inHeight = height * image.height();
            return new TrueBox(
                    index,
                    x * image.width() - inWidth / 2,
                    y * image.height() - inHeight / 2,
                    inWidth,
                    inHeight,
                    false);
        }
    }

    private YoloBoxes() {}

    static Dataset of(Path folder, List<String> labels) {
        List<Path> images = BoxFiles.files(folder, Inputs::looksLikeImage);
        if (images.stream().noneMatch(image -> Files.isRegularFile(text(folder, image)))) {
            throw new FoveaException(
                    "The folder '" + folder + "' has no images with boxes: beside 'a.jpg' lies 'a.txt', or"
                            + " for 'images/a.jpg' there is 'labels/a.txt', or COCO's JSON has them all.");
        }
        // All of them now: a line that is no box is told before anything is measured.
        List<List<Portion>> portions = images.stream()
                .map(image -> portions(text(folder, image), labels.size()))
                .toList();
        return Dataset.of(images.size(), images, index -> {
            Image image = ImageFiles.read(images.get(index));
            return new Example(
                    ImageFiles.name(images.get(index)),
                    image,
                    new Target.Boxes(portions.get(index).stream()
                            .map(portion -> portion.of(image))
                            .toList()));
        });
    }

    /** Where the boxes of an image stand, whether they are there or not. */
    private static Path text(Path folder, Path image) {
        String text = ImageFiles.stem(image) + ".txt";
        Path beside = image.resolveSibling(text);
        if (Files.isRegularFile(beside)) {
            return beside;
        }
        Path place = folder.relativize(image);
        Path labels = folder;
        for (Path part : place) {
            labels = labels.resolve(part.toString().equals("images") ? "labels" : part.toString());
        }
        Path within = labels.resolveSibling(text);
        boolean isImages =
                folder.getFileName() != null && folder.getFileName().toString().equals("images");
        return isImages && !Files.isRegularFile(within)
                ? folder.resolveSibling("labels").resolve(place).resolveSibling(text)
                : within;
    }

    /** The boxes of a text file; none where there is no file. */
    private static List<Portion> portions(Path text, int classes) {
        if (!Files.isRegularFile(text)) {
            return List.of();
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new FoveaException(
                    "The boxes in '" + text + "' cannot be read: " + UnreadableFile.reason(e) + ".", e);
        }
        List<Portion> boxes = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                boxes.add(box(lines.get(i).strip().split("\\s+"), text + "', line " + (i + 1), classes));
            }
        }
        return boxes;
    }

    private static Portion box(String[] words, String place, int classes) {
        double[] numbers = new double[words.length];
        try {
            for (int i = 0; i < words.length; i++) {
                numbers[i] = Double.parseDouble(words[i]);
            }
        } catch (NumberFormatException e) {
            throw new FoveaException("'" + place + " is no box: five numbers are needed, class x y width height.", e);
        }
        if (words.length != NUMBERS || numbers[0] < 0 || numbers[0] != Math.rint(numbers[0])) {
            throw new FoveaException("'" + place + " is no box: five numbers are needed, class x y width height.");
        }
        if (classes > 0 && numbers[0] >= classes) {
            throw new FoveaException(
                    "'" + place + " has the class " + words[0] + ", and the model has " + classes + ", from 0.");
        }
        for (int i = 1; i < NUMBERS; i++) {
            if (!(numbers[i] >= 0 && numbers[i] <= 1)) {
                throw new FoveaException(
                        "'" + place + " has '" + words[i] + "', which is no portion of the image, 0 to 1.");
            }
        }
        return new Portion((int) numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }
}
