package io.fovea.bioimage;

/**
 * What to cite.
 *
 * @param doi empty if there is none
 * @param url empty if there is none
 */
public record Citation(String text, String doi, String url) {}
