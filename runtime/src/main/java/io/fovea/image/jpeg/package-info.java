/** JPEG files, walked bit by bit before a decoder sees them: decoders fill holes with grey and only mutter. */
package io.fovea.image.jpeg;
