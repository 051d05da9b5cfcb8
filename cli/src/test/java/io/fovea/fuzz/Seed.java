package io.fovea.fuzz;

/**
 * A whole input that mutations begin with.
 *
 * @param suffix of its file's name, with the dot
 */
record Seed(String name, String suffix, byte[] bytes) {}
