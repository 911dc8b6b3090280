/** Manual pages, made of the same model that parses the command line. */
@NullMarked
package org.holdfast.cli.manual;

import org.jspecify.annotations.NullMarked;
