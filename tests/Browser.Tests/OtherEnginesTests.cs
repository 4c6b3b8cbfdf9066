using TungNgo.BrowserTests.Engines;
using TungNgo.Demo;

namespace TungNgo.BrowserTests;

/// <summary>The same in the engines of the other phones: Firefox, and Safari's WebKit. Each is skipped where it is not installed.</summary>
public sealed class OtherEnginesTests(Demo demo)
{
    private const string Pin = "240891";

    [Theory]
    [InlineData("Firefox")]
    [InlineData("WebKit")]
    public async Task A_visit_without_a_line_outlives_a_kill_and_is_sent_when_the_line_is_back(string name)
    {
        await using var phone = await StartAsync(name);
        using var line = new Line(demo.Address);
        await phone.GoAsync($"{line.Address}/field/#enrol={DemoAccounts.MemberCode}");
        await phone.TapAsync("button.main");
        await TypePinAsync(phone);
        await phone.SeeAsync("Nhập lại lần nữa");
        await TypePinAsync(phone);
        await phone.UntilAsync("document.querySelector('.door')");
        await phone.RunAsync("await navigator.serviceWorker.ready;");
        await MarkAsync(phone, "Đã gửi hết");

        line.Cut();
        await VisitAsync(phone);
        await MarkAsync(phone, "1 chưa gửi");
        await phone.KillAndReopenAsync();
        await phone.GoAsync($"{line.Address}/field/");
        await TypePinAsync(phone);
        await MarkAsync(phone, "1 chưa gửi");

        line.Mend();
        await phone.TapAsync(".mark");
        await phone.TapAsync(".action .main");
        await phone.SeeAsync("Đã gửi hết", ".story");
        await phone.RunAsync("location.hash = '#/today';");
        await MarkAsync(phone, "Đã gửi hết");
    }

    [Theory]
    [InlineData("Firefox")]
    [InlineData("WebKit")]
    public async Task A_resident_reads_a_notice_and_a_guide_and_asks(string name)
    {
        var hamlet = await new PublicPagesTests(demo).PublishAsync();
        await using var phone = await StartAsync(name);
        await phone.GoAsync($"{demo.Address}/tin?chon=1");
        await phone.UntilAsync("document.querySelector('input[type=search]') && document.querySelector('.places a')");
        await phone.GoAsync($"{demo.Address}/tin/{hamlet}");
        await phone.TapAsync("h3 a", "Nước mặn vào sâu");
        await phone.UntilAsync("location.pathname.startsWith('/t/')");
        await phone.SeeAsync("Bà con đóng cống trước 18 giờ");
        // The hamlet is remembered: the front page leads to it.
        await phone.GoAsync($"{demo.Address}/tin");
        await phone.UntilAsync($"location.pathname === '/tin/{hamlet}'");

        await phone.GoAsync($"{demo.Address}/tin/huong-dan");
        await phone.TapAsync(".places a");
        await phone.UntilAsync("location.pathname.startsWith('/tin/huong-dan/') && document.querySelector('main h1')");

        await phone.GoAsync($"{demo.Address}/tin/{hamlet}");
        await phone.TapAsync(".ask .button");
        await phone.UntilAsync("document.querySelector('#text')");
        await phone.RunAsync("document.querySelector('#text').value = 'Nhờ tổ chỉ cách nộp hồ sơ qua mạng';");
        await phone.TapAsync(".ask-form .main");
        await phone.UntilAsync("/^\\/hoi\\/[0-9A-Z]{16}$/.test(location.pathname)");
        await phone.SeeAsync("Nhờ tổ chỉ cách nộp hồ sơ qua mạng", ".talk");
    }

    [Theory]
    [InlineData("Firefox")]
    [InlineData("WebKit")]
    public async Task Who_has_signed_out_goes_back_to_no_register(string name)
    {
        await using var desk = await StartAsync(name);
        await desk.GoAsync($"{demo.Address}/sign-in");
        await desk.RunAsync($"document.querySelector('#name').value = 'can-bo-xa'; document.querySelector('#password').value = '{DemoAccounts.Password}';");
        await desk.TapAsync("main form button");
        await desk.UntilAsync("location.pathname !== '/sign-in'");
        await desk.GoAsync($"{demo.Address}/households");
        await desk.UntilAsync("document.querySelector('tbody a[href^=\"/households/\"]')");
        await desk.RunAsync("document.querySelector('form[action=\"/sign-out\"]').requestSubmit();");
        await desk.UntilAsync("location.pathname === '/sign-in'");
        await desk.RunAsync("history.back();");
        // Whatever the browser has kept: what is there at last is the way in.
        await desk.UntilAsync("location.pathname === '/sign-in' && location.search.includes('households') && document.querySelector('#password') && !document.querySelector('tbody')");
    }

    private static Task<Engine> StartAsync(string name) => name == "Firefox" ? Firefox.StartAsync() : WebKit.StartAsync();

    private static Task MarkAsync(Engine phone, string words) => phone.UntilAsync($"document.querySelector('.mark')?.getAttribute('aria-label') === '{words}'");

    /// <summary>Somebody met at the last door of Today's list, two services.</summary>
    private static async Task VisitAsync(Engine phone)
    {
        await phone.TapAsync("section:last-of-type .door .row");
        await phone.TapAsync(".action .main");
        await phone.UntilAsync("document.querySelector('.outcomes')");
        if ((bool)(await phone.RunAsync("return document.querySelector('.who[aria-pressed=true]') === null;"))!)
        {
            await phone.TapAsync(".chip.who");
        }

        await phone.TapAsync(".service:nth-child(1) .stages button", nth: 2);
        await phone.TapAsync(".service:nth-child(2) .stages button", nth: 1);
        await phone.TapAsync(".action .main");
        await phone.SeeAsync("Đã lưu trên máy. Sẽ gửi khi có mạng.");
    }

    private static async Task TypePinAsync(Engine phone)
    {
        foreach (var digit in Pin)
        {
            await phone.TapAsync(".pin-keys button", digit.ToString());
        }
    }
}
