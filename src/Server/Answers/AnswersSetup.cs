using TungNgo.Households;

namespace TungNgo.Answers;

internal static class AnswersSetup
{
    public static IServiceCollection AddAnswers(this IServiceCollection services) => services.AddSingleton<IFollowsHousehold, MergedAnswers>();
}
