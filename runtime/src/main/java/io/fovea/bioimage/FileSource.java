package io.fovea.bioimage;

/**
 * A file of a package.
 *
 * @param source its path in the package, or an address
 * @param sha256 of its bytes, in hexadecimal; empty if unknown
 */
public record FileSource(String source, String sha256) {}
