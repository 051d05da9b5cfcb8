/** The lectures on convnets, one program each, written as one would write them: the first users of the layers and trainers. */
package io.fovea.examples;
