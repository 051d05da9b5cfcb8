package io.fovea.data;

/**
 * An object that is truly in an image.
 *
 * @param index of the class, from 0
 * @param x of the left edge, in pixels of the image
 * @param y of the upper edge
 * @param width in pixels
 * @param height in pixels
 * @param isCrowd whether it is many that nobody told apart, in which nothing that is found counts
 */
public record TrueBox(int index, double x, double y, double width, double height, boolean isCrowd) {}
