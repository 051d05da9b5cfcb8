/** Models whose kernels and values are whole numbers of eight bits. */
package io.fovea.quantize;
