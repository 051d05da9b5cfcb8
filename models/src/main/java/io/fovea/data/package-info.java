/** Data sets, splits and augmentation. */
package io.fovea.data;
