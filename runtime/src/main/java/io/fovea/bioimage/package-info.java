/** BioImage.IO packages, formats 0.4 and 0.5: what they say, what is in them, and what is done before and after the network. */
package io.fovea.bioimage;
