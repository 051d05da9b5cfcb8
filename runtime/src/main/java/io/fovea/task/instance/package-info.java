/** What networks answer with that tell objects apart by their shapes: star polygons and flows, read as labels of pixels. */
package io.fovea.task.instance;
