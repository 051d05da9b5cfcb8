/** Models for use elsewhere, with what Fovea does around them written into the graph. */
package io.fovea.export;
