import java.awt.image.BufferedImage;
import java.io.File;
import java.util.Arrays;
import javax.imageio.ImageIO;

/**
 * Tells how each image of a folder was made, by its pixels, as a CSV that {@code fovea evaluate --groups} reads.
 *
 * <pre>{@code
 * java models/kinds/Kinds.java dsb2018/images > models/kinds/dsb2018.csv
 * }</pre>
 *
 * <p>Stained, where in more than a twentieth of the pixels red, green and blue differ by more than 16 of 255; else fluorescence, where
 * the median of the pixels is below the middle of the smallest and the largest; else bright field.
 */
final class Kinds {
    private static final int COLORED = 16;
    private static final double SHARE = 0.05;

    private Kinds() {}

    public static void main(String[] arguments) throws java.io.IOException {
        File[] files = new File(arguments[0]).listFiles((folder, name) -> name.endsWith(".png"));
        Arrays.sort(files);
        System.out.println("file,group");
        for (File file : files) {
            System.out.println(file.getName() + "," + kind(ImageIO.read(file)));
        }
    }

    private static String kind(BufferedImage image) {
        int bands = Math.min(3, image.getRaster().getNumBands());
        int pixels = image.getWidth() * image.getHeight();
        int[] grey = new int[pixels];
        int colored = 0;
        int[] pixel = new int[image.getRaster().getNumBands()];
        for (int i = 0; i < pixels; i++) {
            image.getRaster().getPixel(i % image.getWidth(), i / image.getWidth(), pixel);
            int least = Arrays.stream(pixel, 0, bands).min().orElseThrow();
            int most = Arrays.stream(pixel, 0, bands).max().orElseThrow();
            colored += most - least > COLORED ? 1 : 0;
            grey[i] = Arrays.stream(pixel, 0, bands).sum() / bands;
        }
        if (colored > SHARE * pixels) {
            return "stained";
        }
        Arrays.sort(grey);
        return 2 * grey[pixels / 2] < grey[0] + grey[pixels - 1] ? "fluorescence" : "bright field";
    }
}
