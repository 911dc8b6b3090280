/**
 * The home folder: where each file is, and how it is replaced so that a crash leaves the old or the
 * new one. Several files change together by being staged, proved and then moved into place.
 */
@NullMarked
package org.holdfast.domain.home;

import org.jspecify.annotations.NullMarked;
