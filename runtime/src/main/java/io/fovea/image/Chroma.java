package io.fovea.image;

import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * The colours of an image apart from its brightness: Y, Cr and Cb of ITU-R BT.601, as in JPEG. Networks that are trained on
 * brightness alone, as many that enlarge images are, leave the colours to be enlarged by a cubic.
 *
 * @param luma grey, in the depth of the image it is of
 */
public record Chroma(Image luma, Image rest) {

    /** Parts an RGB image. */
    public static Chroma of(Image rgb) {
        Mat whole = Mats.of(rgb);
        Mat luma = new Mat();
        int depth = CvType.depth(whole.type());
        try {
            // Rounded to whole numbers, colours would not come back as they went.
            whole.convertTo(whole, CvType.CV_32F);
            Imgproc.cvtColor(whole, whole, Imgproc.COLOR_RGB2YCrCb);
            Core.extractChannel(whole, luma, 0);
            luma.convertTo(luma, depth);
            return new Chroma(Mats.toImage(luma), Mats.toImage(whole));
        } finally {
            whole.release();
            luma.release();
        }
    }

    /**
     * An RGB image of these colours.
     *
     * @param brightness grey, float, of any size
     * @return RGB, float, of its size
     */
    public Image with(Image brightness) {
        Mat y = Mats.of(brightness);
        Mat whole = Mats.of(rest);
        try {
            Imgproc.resize(whole, whole, new Size(brightness.width(), brightness.height()), 0, 0, Imgproc.INTER_CUBIC);
            Core.insertChannel(y, whole, 0);
            Imgproc.cvtColor(whole, whole, Imgproc.COLOR_YCrCb2RGB);
            return Mats.toImage(whole);
        } finally {
            y.release();
            whole.release();
        }
    }
}
