package io.fovea.data;

import io.fovea.ArrayLength;
import io.fovea.image.Color;
import io.fovea.image.Image;
import io.fovea.image.Layout;
import io.fovea.image.Normalisation;
import io.fovea.image.Overlays;
import io.fovea.image.Preparation;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A sheet of pictures that shows how training varies an example; beside it, where there are masks, their outlines. */
public final class PreviewSheet {

    /** Pictures on a sheet. */
    public static final int PICTURES = 9;

    private static final int COLUMNS = 3;
    private static final int GAP = 4;
    private static final int LEAST_SIDE = 160;

    private PreviewSheet() {}

    /** So many variations of one example as a sheet shows, as the first epochs would show them. */
    public static List<Example> variations(Augmenter augmenter, Example example, long seed) {
        Example reduced = augmenter.reduced(example);
        List<Example> variations = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            variations.add(augmenter.vary(reduced, new SplittableRandom(31 * seed + i)));
        }
        return variations;
    }

    /**
     * Writes a PNG file with three examples to a row. Small ones are shown enlarged. Examples with a mask are shown once
     * more to the right, with their classes or objects outlined.
     *
     * @param examples all of one size; at least one
     * @throws io.fovea.FoveaException when the file cannot be written
     */
    public static void write(Path file, List<Example> examples) {
        Image plain = sheet(examples.stream().map(PreviewSheet::shown).toList());
        boolean masks = examples.get(0).target() instanceof Target.ClassMap
                || examples.get(0).target() instanceof Target.Instances;
        if (masks) {
            Image outlined = sheet(examples.stream().map(PreviewSheet::outlined).toList());
            plain = arrange(List.of(plain, outlined), 2, 4 * GAP);
        }
        plain.write(file, examples.get(0).name());
    }

    private static Image sheet(List<Image> images) {
        return arrange(images, COLUMNS, GAP);
    }

    /** As the network sees it: not stretched for show. */
    private static Image shown(Example example) {
        Image image = enlarged(Overlays.forTheEye(example.image()));
        float[] values = new float[ArrayLength.of(3, image.width(), image.height())];
        new Preparation(Color.RGB, Layout.NHWC, Normalisation.RAW)
                .fill(image, image.width(), image.height(), FloatBuffer.wrap(values));
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.round(values[i]);
        }
        return Image.rgb8(image.width(), image.height(), pixels);
    }

    /** The same with its outlines, which {@link Overlays} draws on an image stretched for show. */
    private static Image outlined(Example example) {
        Image image = shown(example);
        int width = image.width();
        int factor = factor(example.image());
        int[] labels = labels(example.target());
        int[] large = new int[width * image.height()];
        for (int i = 0; i < large.length; i++) {
            large[i] = labels[i / width / factor * example.image().width() + i % width / factor];
        }
        byte[] plain = Overlays.shown(image);
        byte[] lines = Overlays.outlines(image, large).bytes();
        byte[] pixels = image.bytes();
        for (int i = 0; i < pixels.length; i += 3) {
            if (!Arrays.equals(lines, i, i + 3, plain, i, i + 3)) {
                System.arraycopy(lines, i, pixels, i, 3);
            }
        }
        return image;
    }

    private static int[] labels(Target target) {
        int[] labels;
        if (target instanceof Target.Instances instances) {
            labels = new int[instances.labels().length];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = instances.labels()[i] & 0xffff;
            }
        } else {
            byte[] classes = ((Target.ClassMap) target).classes();
            labels = new int[classes.length];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = classes[i] & 0xff;
            }
        }
        return labels;
    }

    private static int factor(Image image) {
        return Math.max(1, (int) Math.ceil((double) LEAST_SIDE / Math.max(image.width(), image.height())));
    }

    private static Image enlarged(Image image) {
        return image.resized(image.width() * factor(image), image.height() * factor(image));
    }

    /** Pictures of one size on white, 8-bit RGB. */
    private static Image arrange(List<Image> pictures, int columns, int gap) {
        int across = Math.min(columns, pictures.size());
        int down = (pictures.size() + columns - 1) / columns;
        int cellWidth = pictures.get(0).width() + gap;
        int cellHeight = pictures.get(0).height() + gap;
        int width = across * cellWidth - gap;
        int height = down * cellHeight - gap;
        byte[] pixels = new byte[3 * width * height];
        Arrays.fill(pixels, (byte) 255);
        for (int i = 0; i < pictures.size(); i++) {
            Image picture = pictures.get(i);
            for (int y = 0; y < picture.height(); y++) {
                System.arraycopy(
                        picture.bytes(),
                        3 * y * picture.width(),
                        pixels,
                        3 * ((i / columns * cellHeight + y) * width + i % columns * cellWidth),
                        3 * picture.width());
            }
        }
        return Image.rgb8(width, height, pixels);
    }
}
