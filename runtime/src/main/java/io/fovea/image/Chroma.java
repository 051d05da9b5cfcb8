package io.fovea.image;

import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * The colours of an image apart from its brightness: what red, green and blue differ by from Y, that of ITU-R BT.601, as in
 * JPEG. Networks that are trained on brightness alone, as many that enlarge images are, leave the colours to be enlarged by
 * a cubic.
 *
 * @param luma Y: grey, in the depth of the image it is of
 * @param differences RGB less Y, float
 */
public record Chroma(Image luma, Image differences) {

    /** Parts an RGB image. */
    public static Chroma of(Image rgb) {
        Mat whole = Mats.of(rgb);
        Mat luma = new Mat();
        Mat gray = new Mat();
        int depth = CvType.depth(whole.type());
        try {
            whole.convertTo(whole, CvType.CV_32F);
            Imgproc.cvtColor(whole, luma, Imgproc.COLOR_RGB2GRAY);
            // What rounding takes off the brightness stays in the colours.
            luma.convertTo(luma, depth);
            luma.convertTo(gray, CvType.CV_32F);
            Core.merge(List.of(gray, gray, gray), gray);
            Core.subtract(whole, gray, whole);
            return new Chroma(Mats.toImage(luma), Mats.toImage(whole));
        } finally {
            whole.release();
            luma.release();
            gray.release();
        }
    }

    /**
     * An RGB image of these colours.
     *
     * @param brightness grey, float, of any size
     * @return RGB, float, of its size
     */
    public Image with(Image brightness) {
        Mat gray = Mats.of(brightness);
        Mat whole = Mats.of(differences);
        try {
            Size size = new Size(brightness.width(), brightness.height());
            Imgproc.resize(whole, whole, size, 0, 0, Imgproc.INTER_CUBIC);
            Core.merge(List.of(gray, gray, gray), gray);
            Core.add(whole, gray, whole);
            return Mats.toImage(whole);
        } finally {
            gray.release();
            whole.release();
        }
    }
}
