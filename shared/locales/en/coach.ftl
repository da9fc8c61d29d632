# What the coach says about a drawing: the sentence about the whole, places, and the focus points.

coach-assessment = { $band ->
    [excellent] Your { $letter } ({ $iast }) is very close to the reference: { $score } of 100.
    [good] Your { $letter } ({ $iast }) is close to the reference: { $score } of 100, with a little left to polish.
    [fair] Your { $letter } ({ $iast }) can be recognised, but some of it differs from the reference: { $score } of 100.
    [weak] Your { $letter } ({ $iast }) differs clearly from the reference: { $score } of 100.
   *[other] This does not look like { $letter } ({ $iast }) yet: { $score } of 100.
}

coach-place-top_left = at the top left
coach-place-top = at the top
coach-place-top_right = at the top right
coach-place-left = on the left
coach-place-centre = in the middle
coach-place-right = on the right
coach-place-bottom_left = at the bottom left
coach-place-bottom = at the bottom
coach-place-bottom_right = at the bottom right

coach-degrees = { $amount ->
    [one] { $amount } degree
   *[other] { $amount } degrees
}

coach-other-form = The form is that of something else. Look at the reference, and begin with its main strokes.
coach-missing = { $part ->
    [head_line] Part of the head line is missing { $place }. Draw it along its whole length.
    [stem] Part of the upright stroke is missing { $place }. Draw it down to its end.
    [tail] The thin stroke at the foot is missing { $place }. Let the pen run out to its end.
    [bowl] Part of the curved strokes is missing { $place }. Follow the whole curve.
    [mark] The mark that stands by itself is missing { $place }, or part of it. Add it.
   *[stroke] Part of the stroke is missing { $place }. Follow it to its end.
}
coach-extra = { $part ->
    [head_line] There is too much ink { $place }, by the head line. Stop where the head line ends.
    [stem] There is too much ink { $place }, by the upright stroke. Leave the space beside it free.
    [tail] There is too much ink { $place }, by the thin stroke at the foot. Let it end thinner and earlier.
    [bowl] There is too much ink { $place }, by the curved strokes. Leave out what does not belong.
    [mark] There is too much ink { $place }, by the mark. Make it smaller.
   *[stroke] There is too much ink { $place }. Leave out what does not belong to the stroke.
}
coach-counter-filled = The enclosed space { $place } is closing up. Keep it open.
coach-counter-opened = The stroke around the enclosed space { $place } has a gap. Close it.
coach-leans-right = The upright strokes lean to the right by { $degrees }. Draw them as upright as in the reference.
coach-leans-left = The upright strokes lean to the left by { $degrees }. Draw them as upright as in the reference.
coach-too-wide = The character is too wide for its height by { $amount }%. Make it narrower or taller.
coach-too-narrow = The character is too narrow for its height by { $amount }%. Make it wider or lower.
coach-too-heavy = The strokes are thicker than in the reference by { $amount }%. Take a narrower pen, or press less.
coach-too-light = The strokes are thinner than in the reference by { $amount }%. Take a broader pen, or press more.
coach-uneven = The strokes are too thick in some places and too thin in others. Hold the pen at the same angle all the way.
coach-head-line-rises = The head line rises to the right by { $degrees }. Draw it level.
coach-head-line-falls = The head line falls to the right by { $degrees }. Draw it level.
coach-head-line-wavy = The head line is not straight. Draw it in one slow movement.
coach-unsteady = { $part ->
    [head_line] The edges of the head line stray from the reference. Trace it slowly a few times.
    [stem] The edges of the upright stroke stray from the reference. Trace it slowly a few times.
    [tail] The edges of the thin stroke at the foot stray from the reference. Trace it slowly a few times.
    [bowl] The edges of the curved strokes stray from the reference. Trace them slowly a few times.
    [mark] The edges of the mark stray from the reference. Trace it slowly a few times.
   *[stroke] The edges of the strokes stray from the reference. Trace them slowly a few times.
}
coach-heavy-left = There is more ink on the left than in the reference. Give the right side more room.
coach-heavy-right = There is more ink on the right than in the reference. Give the left side more room.
coach-heavy-top = There is more ink at the top than in the reference. Give the lower half more room.
coach-heavy-bottom = There is more ink at the bottom than in the reference. Give the upper half more room.
coach-keep-practising = { $aspect ->
    [completeness] Nearly everything is there. Check the ends of the strokes against the reference.
    [cleanness] There is little ink too much. Lift the pen where the strokes end.
    [slant] The upright strokes are nearly upright. Keep practising them.
    [proportion] Width and height nearly fit. Keep comparing them with the reference.
    [weight] The thickness of the strokes nearly fits. Keep an even hand.
    [head_line] The head line is nearly straight and level. Keep practising it.
    [balance] The ink is nearly balanced. Compare left with right, and top with bottom.
    [counters] The enclosed spaces are nearly right. Compare their size with the reference.
   *[shape] The form is nearly right. Keep following the edges of the reference.
}
coach-done-well = { $aspect ->
    [completeness] Nothing is missing: every stroke is there.
    [cleanness] There is no ink too much.
    [slant] The upright strokes stand as they should.
    [proportion] Width and height fit each other.
    [weight] The strokes are as thick as they should be.
    [head_line] The head line is straight and level.
    [balance] The ink is well balanced.
    [counters] The enclosed spaces are open and closed where they should be.
   *[shape] The form of the strokes is right.
}
coach-picture-title = { $letter } ({ $iast }): where the drawing differs
coach-picture-description = { $regions ->
    [0] The reference in grey; no place differs by much.
    [one] The reference in grey, and { $regions } place that differs.
   *[other] The reference in grey, and { $regions } places that differ.
}
coach-region-missing = Missing { $place }
coach-region-extra = Too much { $place }
coach-region-filled = Closing up { $place }
coach-region-opened = A gap { $place }
