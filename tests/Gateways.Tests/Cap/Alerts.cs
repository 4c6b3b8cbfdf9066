using TungNgo.Gateways.Cap;

namespace TungNgo.GatewayTests.Cap;

internal static class Alerts
{
    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    public static readonly DateTimeOffset Sent = new(2026, 3, 1, 7, 30, 0, Vietnam);

    /// <summary>A salt-water warning with everything that CAP has room for.</summary>
    public static CapAlert Full { get; } = new(
        "tungngo.2026-0301.17", "canhbao@soctrang.example", Sent, CapStatus.Actual, CapMessageType.Update, CapScope.Restricted,
        [new("canhbao@soctrang.example", "tungngo.2026-0228.9", Sent.AddDays(-1)), new("other@example.org", "x", new DateTimeOffset(2026, 2, 27, 1, 2, 3, TimeSpan.Zero))],
        [Info("vi-VN", "Xâm nhập mặn", "Mặn 4,5 g/l tại Đại Ngãi"), Info("km-KH", "ទឹកប្រៃ", "ទឹកប្រៃ ៤,៥ ក្រាម/លីត្រ នៅដាយង៉ាយ"), Info("en-US", "Salt water", "Salinity 4.5 g/l at Đại Ngãi")],
        Source: "Trạm Đại Ngãi", Restriction: "Trưởng ấp & tổ công nghệ số", Addresses: "\"Ấp Trường Thành B\" ap-2", Codes: ["profile:VN:0.1", "x"], Note: "a < b & c", Incidents: ["man-2026", "đợt 3"]);

    public static CapAlert Smallest { get; } = new("a", "b", Sent, CapStatus.Test, CapMessageType.Alert, CapScope.Public, [], []);

    public static CapInfo Info(string language, string @event, string headline) => new(
        language, [CapCategory.Env, CapCategory.Met], @event, CapUrgency.Expected, CapSeverity.Severe, CapCertainty.Observed,
        [CapResponse.Avoid, CapResponse.Monitor], "Người trồng lúa", [new("OET", "OET-000")],
        Sent, Sent.AddHours(1), Sent.AddDays(1), "UBND xã Trường Khánh", headline, "Nước mặn lên theo triều.\nĐỉnh lúc 2 giờ.", "Đóng cống, không lấy nước.",
        new Uri("https://tungngo.example/b/1?x=1&y=2"), "0299 000 000", [new("salinity", "4.5 g/l"), new("empty", "")],
        [new("Bản đọc loa", "audio/mpeg", 12345, new Uri("https://tungngo.example/a.mp3"), "UklGRg==", CapDigest.Of("RIFF"u8))],
        [
            new("Ấp Trường Thành B", [[new(9.6m, 105.9m), new(9.7m, 105.9m), new(9.7m, 106.0m), new(9.6m, 105.9m)]], [new(new(9.65m, 105.95m), 2.5m)], [new("VN-GSO", "31591")], 0m, 10.5m),
            new("Ấp Trường Thành A", Circles: [new(new(-9.65m, -105.95m), 0m)]),
        ]);
}
