/** The root of Fovea: what every room shares. */
package io.fovea;
