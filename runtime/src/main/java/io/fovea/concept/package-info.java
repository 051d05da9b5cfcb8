/**
 * Ideas of people held against what a network sees: whether a concept that is given by pictures speaks for a class, and which
 * concepts a network has by itself.
 */
package io.fovea.concept;
