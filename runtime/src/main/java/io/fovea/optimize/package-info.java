/** Models that answer the same with less work. */
package io.fovea.optimize;
