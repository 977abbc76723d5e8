/** English words of the reply reader; see `lexicon.ts` for what the kinds mean. */
import type { NumberWords, WordList } from './vocabulary.ts';

/** Ways to lead a wish in; harmless before a change, but no consent by themselves ("I'd approve"). */
const WISH =
  '(id |i would |ill |i will |lets |let us |we should |can you |could you |can we |could we |would you |i want to |id like to |please |)';

const words: WordList = {
  yes: `yes, yes yes, (that|this|it) works, start, approved (by|from) (me|us), yes (from|by) (me|us), (thats|that is|its|it is|this is) (fine|good|great|ok with me|alright), alright, yeah, yep, yup, yea, aye, yess, yse, ok, okay, okey, oke, okey dokey, okie dokie, sure, sure thing, of course
absolutely, definitely, certainly, by all means, affirmative, aproved, aprove, appoved, approvd, approed, apporved, aprroved, approvedd
(i |we |i hereby |hereby |fully |)(approve|agree|accept|confirm), (i |we |)(approve|accept|confirm) (it|this|that|them|this one|as is)
(i |we |)(agree|concur) (with this|with that|with it|with the list|with the proposal|with them|fully|to this), agreed to
(its |it is |this is |thats |that is |list is |fully |consider it |hereby |all )(approved|agreed|accepted|confirmed), approved, agreed, accepted, confirmed
(its |it is |thats |that is |this is |its an |thats a |its a |it is a |this is a )(yes|ok|okay|fine with me|fine by me|ok with me|ok by me|okay with me|go)
lgtm, go, go go, go go go, ok go, go ahead, go right ahead, go for it, lets go, lets do (it|this), do it, just do it, make it so, make it happen, ship it
proceed, continue, carry on, keep going, (go ahead|proceed|continue|start|go on|carry on) (with |)(the |)(next round|round 2|round two|second round|calls|calling)
green light, (you have|you got|youve got) (my|our|the) (ok|approval|go|go ahead|blessing|permission|yes|green light), (my|our) (approval|ok|go|blessing)
permission granted, approval granted, signed off, (looks|sounds) (good|fine|great|perfect), looks (good|fine|great|ok|okay) to me, sounds good to me, look good, good to go
(that |it |this |list |)(works for me|works for us), yes to (this|it|that|the list|this list|list|the proposal|your proposal|that list), fine, fine (by|with) (me|us), (ok|okay|good|happy|cool) (by|with|for) (me|us)
(im |i am |we are |were )(ok|okay|fine|good|happy) with (it|this|that|them|the list|this list|all of them), im in, happy with (it|this|that|them|the list)
call them, start calling, start the calls, (you |you guys |they )(can|may) (go|proceed|start|continue|go ahead|call them|start calling|be called)`,
  weak: `good, very good, no changes, no change, no changes needed, without changes, unchanged, no changes from me, great, perfect, nice, excellent, super, cool, wonderful, awesome, brilliant, fantastic, gladly, with pleasure, happily, all good
(no |i have no |we have no )(problem|problems|objection|objections|concern|concerns|worries|issue|issues|complaints|further questions|questions)
(no |i have no |we have no )(problem|objection|objections|concerns|issues) (from me|from my side|here|at all|with it|with this|with that|with them)
nice work, well done, great work, good work, good job, great job, (good|great|nice|solid|strong) (choice|choices|list|shortlist|selection|picks)`,
  no: `(unfortunately |sadly |sorry )no, no, nope, nah, nay, negative, no way, never, no good, no go, no deal, not this time, not acceptable, unacceptable, not good enough, do it again, try again, no thanks, no thank you, certainly not, absolutely not, of course not, definitely not, hell no, please no
(i |we |)(reject|decline|refuse|disapprove), (i |we |)(reject|decline|refuse) (it|this|that|them|this list|the list|the proposal|all of them|all)
rejected, declined, denied, refused, disapproved, veto, vetoed, (its |it is |this is |thats |that is )(a no|rejected|a veto|not approved|not ok|declined)
(i |we |)(do not|dont|cannot|cant|can not|wont|will not) (approve|agree|accept|confirm), (i |we )(disagree|oppose this|object)
(i |we |)(do not|dont|cannot|cant|can not|wont|will not) (approve|agree to|agree with|accept|confirm) (this|it|that|them|the list|this list)
(do not|dont) (go ahead|proceed|continue|call them|call anyone|call anybody|start|do it|do this|do that|start calling|call any of them), call (nobody|noone|no one|none of them)
not (approved|agreed|accepted|ok|okay|fine|happy|confirmed), (im |i am |we are |were )not (ok|okay|happy|fine) with (it|this|that|them|the list), not ok with (this|that)
id rather not, i would rather not, rather not, better not, none, none of them, none of these, none of those, not (these|them|any of them|any of these), neither, nobody
stop, stop it, stop this, stop everything, stop the calls, stop calling, cancel, cancel it, cancel this, abort, start over, not this list, not with me, i say no, my answer is no, i vote no`,
  hold: `(i |)(cant|cannot|couldnt|could not) agree more, (please|pls|plz|kindly) (approve|confirm|accept|agree|approve this|approve it|confirm this), if, unless, until, till, when, once, after, before, provided, assuming, maybe, perhaps, possibly, probably, wait, please wait, hold, hold on, hang on, hold off, later, tomorrow, tonight, soon
yet, not yet, not now, not sure, im not sure, not so sure, not so fast, let me, think, thinking, check, checking, almost, nearly, why not, not bad, no idea, no clue, no comment, no opinion
no preference, no answer, no doubt, no matter, no need, no rush, no hurry, no reason, never mind, nevermind, yeah right, yeah sure, yes right, sure right, as if, whatever, if you must, could, would
might, should, suppose, guess, think so, who said, said, says, thinks, wants, undecided, depends, question, ask, pending, need to, needs to, want to, have to, pause, first let, monday, tuesday, wednesday
thursday, friday, saturday, sunday, next week, other hand, changed my mind, seen, noted, got it, understood, roger, copy that, im out, im off`,
  why: `any good, because, since, too, way too, cause, as, it, this, that, they, these, those, we, i, the, sorry, im, its, theyre, were, weve, thats, way, much too, all, our, my, there, prices, price, not enough`,
  fill: `please, pls, plz, thanks, thank you, thx, many thanks, hi, hello, hey, good morning, morning, good afternoon, good evening, team, guys, folks, all right then, from my side, from me, from us, on my side
for me, then, now, right away, right now, asap, immediately, as proposed, as suggested, as is, as it is, as they are, the list, this list, the shortlist, the proposal, from the list, from the shortlist
i meant, i mean, i said, the, a, an, my vote, my vote is, my vote goes to, my answer is, today please, for this round, in this round, for round 2, for round two, for the next round, in the end, lets, cheers, best regards, kind regards
into the list, and thanks, and thank you, of these, of those, of this list, of the list`,
  and: `and, as well as, and also`,
  but: `but, with, however, though, except that, only that, although, but please, with one change, with a change, with this change, with one exception, with changes`,
  or: `or, either, and or`,
  only: `only, just, merely, solely, nothing but, only with, just with, only to, limit (it |the list |)to, reduce (it |the list |)to, narrow (it |)(down |)to, restrict (it |)to, cut (it |)(down |)to, only take, only call, just call, just take, nobody but, no one but, none but`,
  top: `top, first, best, top ranked, highest ranked`,
  last: `last, bottom, final`,
  all: `all, (you can |you may |please |)call (them all|all of them|everyone|everybody), both, everyone, everybody, all of them, all of these, them all, the lot, the whole list, all vendors, all candidates, all the vendors, every one, every one of them, each of them`,
  pick: `${WISH}(go with|take|call|pick|choose|keep only|use|have), call, take, (id |i would |)rather (take|have|call|go with), choose, select, pick, use, shortlist, invite, go with, go for, lets go with, lets take, lets call, lets use, proceed with, continue with, go ahead with, move forward with, advance, we go with, i go with
(i |we |id |i would |)(want|take|choose|pick|select|call|prefer|like to call|like to take|vote for|shortlist|have), are (fine|ok|okay|good|approved), yes (to|for|on), ok (to|for), okay to, approve, approved, i approve, approved for, accept, i choose, give me, yes only to, my pick is, my picks are, green light for, its a yes to, i want you to call, you can call, please call`,
  keep: `keep, retain, stick with, stay with`,
  put: `put, with, leave, get, kick, throw, move, bring, cross, let`,
  drop: `out, ${WISH}(drop|remove|delete|exclude|skip|leave out|take out|cut|omit), just not, only not, (cant|cannot|wont|shouldnt|should not) (use|take|call), leave out, take out, kick out, throw out, cross out, cross off, strike, strike out, scratch, cut, omit, get rid of, without, with no, minus, excluding, leaving out, ditch, discard, rule out, take off, lose, except
(do not|dont|not|never) (call|take|use|want|include|invite|choose|pick|contact|phone|ring|shortlist), (i |we )(do not|dont) (want|like to call|need|want to call), reject, no to, not to, but without, but not, and not, but no, and without, but drop, minus the, except for, apart from, im dropping, eliminate, veto, but remove`,
  dropped: `out, need to go, should be out, off, is out, are out, goes out, go out, should go, must go, can go, has to go, have to go, needs to go, should be dropped, removed, dropped, excluded, is dropped, off the list, out of the list, from consideration, not, is not, is a no, no thanks, no`,
  not: `not, no`,
  except: `except, except for, but, but not, apart from, excluding, other than, save, save for, minus, without, besides, bar, aside from, with the exception of`,
  add: `in, ${WISH}(add|include), plus, +, also, and also, bring in, put in, add in, throw in, additionally, in addition, also call, also take, also add, call also, also include, in addition to these, with the addition of, and add, plus also, but also, but add, adding`,
  added: `in, should be in, should go in, must be in, must go in, is in, goes in, comes in, go in, come in, too, also, as well, on the list, to the list, to it, back in`,
  instead: `instead of, rather than, than, over, in place of, in lieu of, and not, replaces, replacing, substituting`,
  insteadPost: `instead, in its place, in their place`,
  swap: `${WISH}(swap|switch|exchange|trade), swap out, exchange, switch, switch out, trade, substitute, swap in, sub in, sub, switch in`,
  replace: `${WISH}(replace|change), swap out, switch out`,
  trade: `for, in for, in exchange for`,
  for: `for, with, by, against, and, to, out for, in for`,
  range: `to, through, thru, until`,
  rank: `number, numbers, rank, ranks, position, positions, place, num, option, candidate, vendor, vendors, company, no, nos, nr, entry, item`,
  list: `list`,
  unit: `vendors, vendor, companies, company, firms, suppliers, candidates, candidate, people, of them, calls, names, options, shops, restaurants, contractors, ones, entries, providers, bidders, applicants, of these`,
  one: `one, ones`,
  more: `more, more of them, others, additional, additional ones, more vendors, more candidates, more of the others`,
  restYes: `(the |)(rest|others) (is |are |)(ok|okay|fine|good|yes|approved|stay|stays|great|can stay|in), keep (the |)(rest|others), otherwise (ok|okay|fine|good|approved|yes|agreed|all good|lgtm|it looks good|go ahead|go|unchanged), rest unchanged, rest as is, the rest as proposed, leave the rest, yes to the (rest|others), rest as proposed, approve the rest, approve the others`,
  restNo: `(the |)(rest|others) (is |are |)(no|out|not), drop the (rest|others), not the (rest|others), no one else, nobody else, nothing else, no others, without the (rest|others), no to the (rest|others), skip the (rest|others), not the rest, remove the (rest|others), reject the (rest|others), dont call the (rest|others), leave the others out`,
};

const numbers: NumberWords = {
  cardinals: 'one two|both three four five six seven eight nine ten eleven twelve',
  ordinals: 'first|1st second|2nd third|3rd fourth|4th fifth|5th sixth|6th seventh|7th eighth|8th ninth|9th tenth|10th',
};

export const ENGLISH = { words, numbers } as const;
