/** Models for others: BioImage.IO packages written, and any package held against its own test tensors. */
package io.fovea.share;
