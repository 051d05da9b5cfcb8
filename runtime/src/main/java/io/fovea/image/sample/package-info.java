/** Pixel values as files store them, before anything is made of them. The ground floor of reading images. */
package io.fovea.image.sample;
