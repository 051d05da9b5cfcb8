package io.fovea.cli.benchmark;

import io.fovea.image.OpenCv;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Images that cost what real ones do: as much detail to decode, as many objects to find. */
final class MadeImages {
    private static final int MOST = 255;

    private MadeImages() {}

    /** JPEG photographs of coarse and fine detail, {@code 0000.jpg} and on. */
    static void photos(Path folder, int count, int width, int height) {
        OpenCv.load();
        for (int i = 0; i < count; i++) {
            Random random = new Random(i);
            Mat photo = noise(width, height, 8, i);
            Mat fine = noise(width, height, 60, i + count);
            Core.addWeighted(photo, 0.8, fine, 0.2, 0, photo);
            for (int shape = 0; shape < 6; shape++) {
                Imgproc.ellipse(
                        photo,
                        new Point(random.nextInt(width), random.nextInt(height)),
                        new Size(10 + random.nextInt(width / 4), 10 + random.nextInt(height / 4)),
                        random.nextInt(180),
                        0,
                        360,
                        new Scalar(random.nextInt(MOST), random.nextInt(MOST), random.nextInt(MOST)),
                        -1);
            }
            Imgproc.GaussianBlur(photo, photo, new Size(3, 3), 0);
            Imgcodecs.imwrite(
                    folder.resolve(String.format(Locale.ROOT, "%04d.jpg", i)).toString(), photo);
            photo.release();
            fine.release();
        }
    }

    /** Grey PNG fields of bright round nuclei on a noisy ground, {@code 0000.png} and on. */
    static void fields(Path folder, int count, int side, int nuclei) {
        OpenCv.load();
        for (int i = 0; i < count; i++) {
            Random random = new Random(i);
            Mat field = new Mat(side, side, CvType.CV_8U, new Scalar(12));
            for (int nucleus = 0; nucleus < nuclei; nucleus++) {
                Imgproc.ellipse(
                        field,
                        new Point(random.nextInt(side), random.nextInt(side)),
                        new Size(8 + random.nextInt(7), 8 + random.nextInt(7)),
                        random.nextInt(180),
                        0,
                        360,
                        new Scalar(70 + random.nextInt(110)),
                        -1);
            }
            Imgproc.GaussianBlur(field, field, new Size(5, 5), 0);
            Mat noise = new Mat(side, side, CvType.CV_8U);
            Core.setRNGSeed(i);
            Core.randn(noise, 8, 4);
            Core.add(field, noise, field);
            Imgcodecs.imwrite(
                    folder.resolve(String.format(Locale.ROOT, "%04d.png", i)).toString(), field);
            field.release();
            noise.release();
        }
    }

    /** Random colours on a grid of so many cells across, smooth between them. */
    private static Mat noise(int width, int height, int cells, int seed) {
        Mat coarse = new Mat(cells, cells, CvType.CV_8UC3);
        Core.setRNGSeed(seed);
        Core.randu(coarse, 0, MOST);
        Mat large = new Mat();
        Imgproc.resize(coarse, large, new Size(width, height), 0, 0, Imgproc.INTER_CUBIC);
        coarse.release();
        return large;
    }
}
