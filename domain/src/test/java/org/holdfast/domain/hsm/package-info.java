/**
 * The contract of the port to the HSM, and a fake HSM that keeps it. Both are published for other
 * modules' tests: the resource adapter runs the contract, everyone else uses the fake.
 */
@NullMarked
package org.holdfast.domain.hsm;

import org.jspecify.annotations.NullMarked;
