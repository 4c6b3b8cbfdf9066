using System.Text;

namespace TungNgo.Lists;

/// <summary>Whether a word can be one of Vietnamese: what is left of another font's letters never is, over more than a few words.</summary>
internal static class VietnameseSyllable
{
    private static readonly HashSet<string> Beginnings =
        [.. " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".Split(' ')];

    private static readonly HashSet<string> Vowels =
    [
        .. ("a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê yê iu oa oă oe oi oo ôi ơi ua uâ uê ui uô uơ uy ưa ưi ươ ưu iêu yêu oai oao oay oeo uây uôi ươi ươu uya "
            + "uyê uyu uao uau").Split(' '),
    ];

    private static readonly HashSet<string> Endings = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

    /// <summary>Vowels that cannot stand alone at the end, and those to which nothing is added.</summary>
    private static readonly HashSet<string> Open = [.. "ă â iê yê uâ oă uô ươ uyê".Split(' ')];

    /// <summary>In any case of letters; composed or not.</summary>
    public static bool Is(string word)
    {
        var (tones, letters) = (0, new StringBuilder(word.Length));
        foreach (var c in word.Normalize(NormalizationForm.FormD))
        {
            if (c is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323')
            {
                tones++;
            }
            else
            {
                letters.Append(char.ToLowerInvariant(c));
            }
        }

        var plain = letters.ToString().Normalize(NormalizationForm.FormC);
        return tones <= 1 && plain.Length is > 0 and <= 7 && Fits(plain);
    }

    private static bool Fits(string plain)
    {
        for (var first = Math.Min(3, plain.Length - 1); first >= 0; first--)
        {
            if (!Beginnings.Contains(plain[..first]))
            {
                continue;
            }

            for (var length = 1; length <= Math.Min(3, plain.Length - first); length++)
            {
                var (vowel, ending) = (plain.Substring(first, length), plain[(first + length)..]);
                if (Vowels.Contains(vowel) && Endings.Contains(ending) && !(ending.Length == 0 && Open.Contains(vowel)))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
