using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TungNgo.Gateways.Sms;

/// <summary>A word of the text that reads as another one without its marks.</summary>
/// <param name="Written">As in the text.</param>
/// <param name="Bare">As on the phone.</param>
/// <param name="OthersToo">What a reader may take it for.</param>
public sealed record Ambiguity(string Written, string Bare, IReadOnlyList<string> OthersToo);

/// <summary>
/// Vietnamese without marks: a third of the price, but words fall together. The preview names those that would do harm in a notice, so that the
/// writer says them differently ("dong cong" may be "close the sluice", "crowded" or "wages").
/// </summary>
/// <param name="Text">Letters of GSM-7 as far as Vietnamese goes; Khmer has no such form and stays as it is.</param>
/// <param name="Doubts">In the order of the text, each word once.</param>
public sealed partial record Unaccented(string Text, IReadOnlyList<Ambiguity> Doubts)
{
    // Words of warnings, farming, money and times that read as each other without marks.
    private static readonly FrozenDictionary<string, string[]> Readings = new[]
    {
        "mặn màn mận mán", "ngọt ngót", "hạn hàn hán", "lũ lu lụ", "bão bảo báo bao", "mưa mua mùa múa", "sấm sâm sắm", "sét xét", "lốc lộc",
        "đóng đông động đồng dòng dông", "mở mỡ mổ mộ mơ", "cống công cổng cộng", "đê dê đế để đẻ", "đập dập đáp", "sông sống sóng",
        "cấm cầm cam cám", "ngưng ngừng", "bơm bom bỏm", "tưới tươi tuổi", "lấy lây lầy", "tháo thảo thao", "chặn chăn chân chận",
        "lúa lừa lụa lửa lua", "dưa dứa dừa dừ đưa đũa", "gà gả gã", "vịt vít", "heo héo hẹo", "bò bỏ bơ bờ bó", "tôm tóm", "cá cà ca cả", "sâu sấu sau sáu",
        "rầy rây rẫy", "bệnh bênh", "dịch đích địch", "thuốc thuộc", "độc đọc dọc", "phân phần phấn", "giống giọng",
        "bán bạn ban bàn bản", "tiền tiên tiến", "giá già gia giả", "nợ nở nơ", "vay váy vây", "lãi lại lái lai", "trả trà tra", "phạt phát phất",
        "bẫy bảy bay bày", "năm nằm nấm nam", "tư tự tử từ tứ", "hai hái hại hài", "ba bà bá bả", "tám tắm tâm tấm", "chín chin chính",
        "sáng sang sảng", "chiều chiếu chiêu", "tối tôi tội tồi", "nay này nảy", "mai mái mãi", "được đuốc", "không khống", "chưa chứa chữa chùa", "rồi rơi rời",
        "khẩn khăn khán", "cấp cặp cắp", "cháy chạy chảy chay", "chết chệt", "đuối đuôi đuổi", "tránh tranh trành", "dời dơi đời đợi đổi", "sơ sợ sờ sở", "tán tản tan",
        "họp hợp hộp", "khám khăm", "tiêm tiệm tiềm", "bầu bâu bấu", "thẻ thể thế thề", "đất đạt đặt dắt", "nước nuốc", "điện điên diện diễn", "mạng mang màng măng",
    }
    .Select(row => row.Split(' '))
    .SelectMany(words => words.GroupBy(Strip).Where(same => same.Count() > 1).Select(same => KeyValuePair.Create(same.Key, same.ToArray())))
    .GroupBy(pair => pair.Key)
    .ToFrozenDictionary(same => same.Key, same => same.SelectMany(pair => pair.Value).Distinct().ToArray());

    public static Unaccented Of(string text)
    {
        text = text.Normalize(NormalizationForm.FormC);
        var doubts = new List<Ambiguity>();
        foreach (var written in Word().Matches(text).Select(match => match.Value.ToLowerInvariant()).Distinct())
        {
            if (Readings.TryGetValue(Strip(written), out var readings) && readings.Contains(written) && Strip(written) != written)
            {
                doubts.Add(new Ambiguity(written, Strip(written), [.. readings.Where(reading => reading != written)]));
            }
        }

        return new Unaccented(Strip(text), doubts);
    }

    // Latin letters lose what stands above and below them; đ has no mark to lose. Everything else, Khmer vowels too, is kept.
    private static string Strip(string text)
    {
        var bare = new StringBuilder(text.Length);
        var latin = false;
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark && latin)
            {
                continue;
            }

            latin = char.IsAsciiLetter(letter);
            bare.Append(letter switch
            {
                'đ' => 'd',
                'Đ' => 'D',
                '“' or '”' => '"',
                '‘' or '’' => '\'',
                '–' or '—' or '−' => '-',
                '\u00a0' => ' ',
                _ => letter,
            });
        }

        return bare.Replace("…", "...").ToString().Normalize(NormalizationForm.FormC);
    }

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Word();
}
