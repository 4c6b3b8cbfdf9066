using System.Collections.Frozen;
using System.Text;
using TungNgo.Data;

namespace TungNgo.Contacts;

internal enum Refused { No, Stop, Again, Perhaps }

/// <summary>
/// Whether a short message means "no more" or "again". It is taken for one only when every word of it is known: "dừng app VNeID sao?" asks for help.
/// Vietnamese is compared with its marks where there are any, for "đúng ạ" (right) must not stop anything; where the words leave a doubt the person is asked.
/// </summary>
internal static class RefusalMeaning
{
    private const int MostLetters = 60;

    /// <summary>Said around the words that matter; the longest first, so that none is left in parts.</summary>
    private static readonly string[] Around = Longest(
        "xin", "vui lòng", "làm ơn", "giúp", "giùm", "dùm", "cho", "với", "tôi", "tui", "mình", "em", "anh", "chị", "cô", "chú", "bác", "bà", "ông", "con", "cháu", "ạ", "nha", "nhé", "nghe", "đi", "dạ",
        "tin nhắn", "tin", "thông báo", "zalo", "oa", "này", "nữa", "luôn", "giùm tôi", "please", "me", "messages", "sms");

    private static readonly string[] AroundKhmer = Longest(
        "សូម", "មេត្តា", "មក", "ទៀត", "ទេ", "សារ", "ដំណឹង", "ព័ត៌មាន", "ខ្ញុំ", "ឲ្យ", "ឱ្យ", "អោយ", "ណា", "ហើយ", "បាទ", "ចាស", "ចា៎", "ផង", "តទៅ");

    private static readonly FrozenSet<string> Stop = Set(
        "dừng", "dừng lại", "dừng gửi", "dừng nhận", "dừng nhắn", "ngừng", "ngừng lại", "ngừng gửi", "ngừng nhận", "ngừng nhắn", "ngưng", "ngưng gửi", "ngưng nhận", "ngưng nhắn", "đừng gửi", "đừng nhắn",
        "không nhận", "không muốn nhận", "không cần nhận", "không gửi", "từ chối", "từ chối nhận", "hủy", "huỷ", "hủy nhận", "huỷ nhận", "hủy đăng ký", "huỷ đăng ký", "thôi gửi", "thôi nhận", "thôi nhắn",
        "thôi đừng gửi", "thôi đừng nhắn", "stop", "stop sending", "unsubscribe", "stopall",
        "ឈប់", "ឈប់ផ្ញើ", "ឈប់ទទួល", "កុំផ្ញើ", "មិនទទួល", "មិនចង់ទទួល", "មិនចង់បាន", "មិនយក", "បញ្ឈប់", "បញ្ឈប់ផ្ញើ", "បញ្ឈប់ការផ្ញើ", "បដិសេធ");

    private static readonly FrozenSet<string> Again = Set(
        "nhận", "nhận lại", "muốn nhận lại", "gửi lại", "nhận tiếp", "start", "ទទួល", "ទទួលវិញ", "ចង់ទទួលវិញ", "ផ្ញើវិញ");

    /// <summary>May be a refusal, or a sigh, or a yes.</summary>
    private static readonly FrozenSet<string> Perhaps = Set("thôi", "đừng", "phiền", "phiền quá", "làm phiền", "đừng làm phiền", "spam", "không", "no", "cancel", "quit", "dừng không", "ល្មមហើយ", "រំខាន");

    /// <summary>Marked words that have become these without their marks are others as well: "dung" is also "đúng" and "dùng".</summary>
    private static readonly FrozenSet<string> DoubtfulBare = new[] { "dung", "huy", "thoi", "nhan" }.ToFrozenSet();

    private static readonly FrozenSet<string> StopBare = Bare(Stop), AgainBare = Bare(Again), PerhapsBare = Bare(Perhaps);
    private static readonly string[] AroundBare = Longest([.. Around.Select(SearchKey.Fold)]);

    public static Refused Of(string said)
    {
        if (said.Length > MostLetters)
        {
            return Refused.No;
        }

        var whole = string.Join(' ', Words(said));
        var core = Letters.LanguageOf(said) == "km" ? Without(whole, AroundKhmer) : Core(Core(whole, Around), HasMarks(whole) ? [] : AroundBare);
        if (core.Length == 0)
        {
            return Refused.No;
        }

        // What was said politely around a word tells nothing about the word's own marks.
        if (HasMarks(core))
        {
            return Stop.Contains(core) ? Refused.Stop : Again.Contains(core) ? Refused.Again : Perhaps.Contains(core) ? Refused.Perhaps : Refused.No;
        }

        // One such word alone is how our own messages ask for it; with "ạ" after it, it may well be "đúng ạ".
        if (DoubtfulBare.Contains(core) && whole != core)
        {
            return Refused.Perhaps;
        }

        return StopBare.Contains(core) ? Refused.Stop : AgainBare.Contains(core) ? Refused.Again : PerhapsBare.Contains(core) ? Refused.Perhaps : Refused.No;
    }

    /// <summary>Small letters without signs; Khmer has no spaces between words, and what stands invisibly between them goes.</summary>
    private static IEnumerable<string> Words(string said)
    {
        var plain = new StringBuilder(said.Length);
        foreach (var rune in said.Normalize(NormalizationForm.FormC).ToLowerInvariant().EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark)
            {
                plain.Append(rune.ToString());
            }
            else if (rune.Value is not (0x200b or 0x200c or 0x200d or 0xfeff))
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Latin with a mark, or Khmer, which is written in one way only.</summary>
    private static bool HasMarks(string text) => text.Any(c => c > 127 && char.IsLetter(c));

    private static string Core(string whole, string[] around)
    {
        var text = $" {whole} ";
        foreach (var word in around)
        {
            for (var again = true; again;)
            {
                var next = text.Replace($" {word} ", " ", StringComparison.Ordinal);
                (again, text) = (next != text, next);
            }
        }

        return text.Trim();
    }

    private static string Without(string whole, string[] around) => around.Aggregate(whole.Replace(" ", "", StringComparison.Ordinal), (text, word) => text.Replace(word, "", StringComparison.Ordinal));

    private static string[] Longest(params string[] words) => [.. words.Distinct().OrderByDescending(w => w.Length)];

    private static FrozenSet<string> Set(params string[] words) => words.Select(w => w.Normalize(NormalizationForm.FormC)).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenSet<string> Bare(IEnumerable<string> words) => words.Select(w => SearchKey.Fold(w) ?? "").Where(w => w.Length > 0).ToFrozenSet(StringComparer.Ordinal);
}
