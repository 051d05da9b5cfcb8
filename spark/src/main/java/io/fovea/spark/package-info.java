/** Batches on the machines of Apache Spark: what a folder run does on one machine, on many. */
package io.fovea.spark;
