package io.fovea.anatomy;

import io.fovea.image.Image;
import io.fovea.image.Placement;
import io.fovea.image.Preparation;
import io.fovea.image.PreparedImage;
import io.fovea.model.Fit;
import io.fovea.model.Input;
import io.fovea.session.FloatTensor;
import java.nio.FloatBuffer;

/**
 * How an image lies in a model's input.
 *
 * @param width of the input, in pixels
 * @param height of the input, in pixels
 * @param left of the image in the input
 * @param top of the image in the input
 * @param coveredWidth how much of the input the image fills, from its left; the rest mirrors it, or is grey
 * @param coveredHeight how much of the input the image fills, from its top
 * @param imageWidth of the image, in pixels
 * @param imageHeight of the image, in pixels
 */
public record InputFrame(
        int width,
        int height,
        int left,
        int top,
        int coveredWidth,
        int coveredHeight,
        int imageWidth,
        int imageHeight) {

    /** The frame of an image that lies at the upper left. */
    public InputFrame(int width, int height, int coveredWidth, int coveredHeight, int imageWidth, int imageHeight) {
        this(width, height, 0, 0, coveredWidth, coveredHeight, imageWidth, imageHeight);
    }

    /** Whole at its own resolution where the model takes that, otherwise resized. */
    public static InputFrame of(Input input, Image image) {
        int width = input.widthFor(image.width());
        int height = input.heightFor(image.height());
        if (input.fit() == Fit.LETTERBOX) {
            Placement placement = Placement.within(width, height, image, true);
            return new InputFrame(
                    width, height, placement.innerWidth(), placement.innerHeight(), image.width(), image.height());
        }
        boolean asItIs = input.fit() == Fit.TILE && input.isFree();
        return new InputFrame(
                width,
                height,
                asItIs ? image.width() : width,
                asItIs ? image.height() : height,
                image.width(),
                image.height());
    }

    /** The frame of an image that is placed in an input, all of it inside. */
    public static InputFrame of(Placement placement) {
        return new InputFrame(
                placement.width(),
                placement.height(),
                placement.left(),
                placement.top(),
                placement.innerWidth(),
                placement.innerHeight(),
                placement.imageWidth(),
                placement.imageHeight());
    }

    /** The frame of an image that is the input itself, pixel by pixel. */
    public static InputFrame of(int width, int height) {
        return new InputFrame(width, height, width, height, width, height);
    }

    /** The image as the model's tensor. */
    public FloatTensor tensor(Input input, Image image) {
        FloatTensor tensor = FloatTensor.allocate(input.shape(width, height));
        fill(input.preparation(), image, tensor.data());
        return tensor;
    }

    /**
     * Puts the image into a tensor's values, prepared in any way.
     *
     * @param target receives the values from its index 0
     */
    public void fill(Preparation preparation, Image image, FloatBuffer target) {
        PreparedImage prepared = preparation.prepare(image);
        boolean atCorner = left == 0 && top == 0;
        if (atCorner && coveredWidth == imageWidth && coveredHeight == imageHeight) {
            prepared.fill(0, 0, width, height, target);
        } else if (coveredWidth == width && coveredHeight == height) {
            prepared.fillResized(width, height, target);
        } else {
            prepared.fillPlaced(
                    new Placement(width, height, left, top, coveredWidth, coveredHeight, imageWidth, imageHeight),
                    target);
        }
    }

    /** How many columns of a grid over the input come to one pixel of the image. */
    public double stepX(int gridWidth) {
        return (double) gridWidth * coveredWidth / width / imageWidth;
    }

    /** How many rows of a grid over the input come to one pixel of the image. */
    public double stepY(int gridHeight) {
        return (double) gridHeight * coveredHeight / height / imageHeight;
    }

    /** Where the image begins in a grid over the input, in columns of the grid. */
    public double startX(int gridWidth) {
        return (double) gridWidth * left / width;
    }

    /** Where the image begins in a grid over the input, in rows of the grid. */
    public double startY(int gridHeight) {
        return (double) gridHeight * top / height;
    }
}
