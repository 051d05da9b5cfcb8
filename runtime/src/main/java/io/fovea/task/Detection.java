package io.fovea.task;

/**
 * An object that was found in an image.
 *
 * @param index of the class, from 0
 * @param score how sure the model is, 0..1
 * @param x of the left edge of the box, in pixels of the image
 * @param y of the upper edge of the box
 * @param width of the box
 * @param height of the box
 */
public record Detection(int index, String label, float score, double x, double y, double width, double height) {}
